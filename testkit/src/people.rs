//! People at a test's installation: residents who prove an address with an emailed code, and staff with a password.

pub use identity::TotpSecret;
use model::Role;

use crate::{browser::Browser, site::TestSite};

/// The password of all staff in tests.
pub const PASSWORD: &str = "a long password for tests";

impl TestSite {
    /// The newest code that was sent to an address.
    ///
    /// # Panics
    /// When none was sent.
    pub async fn newest_code(&self, email: &str) -> String {
        self.work().await;
        let message = self.mail.newest_to(email).unwrap_or_else(|| panic!("nothing was sent to {email}"));
        message.facts.first().expect("the message has a code").value.clone()
    }

    /// Signs a resident in, in a browser that may have been used before.
    ///
    /// # Panics
    /// When that does not lead to "my cases".
    pub async fn sign_in(&self, browser: &mut Browser, email: &str) {
        browser.open("/sign-in").await;
        let mut form = browser.page.form_with("email");
        form.set("email", email);
        browser.send(form).await;
        let mut form = browser.page.form_with("code");
        form.set("code", &self.newest_code(email).await);
        browser.send(form).await;
        assert_eq!(browser.page.path, "/account", "{:?}", browser.page.errors());
    }

    /// A browser in which a resident is signed in.
    pub async fn resident(&self, email: &str) -> Browser {
        let mut browser = Browser::new(self.address);
        self.sign_in(&mut browser, email).await;
        browser
    }

    /// A browser that sent an address and a password to the console, wherever that led.
    pub async fn try_staff(&self, email: &str, password: &str) -> Browser {
        let mut browser = Browser::new(self.address);
        browser.open("/staff/sign-in").await;
        let mut form = browser.page.form_with("password");
        form.set("email", email);
        form.set("password", password);
        browser.send(form).await;
        browser
    }

    /// A browser in which somebody who works for an agency is signed in.
    ///
    /// # Panics
    /// When that does not lead to the queue.
    pub async fn staff(&self, agency: &str, role: Role) -> Browser {
        let email = format!("{}@{agency}.example.gov", role.as_str());
        let new = app::staff::NewStaff {
            email: email.clone(),
            name: format!("{} of {agency}", role.as_str()),
            agency: agency.to_owned(),
            role,
            password: PASSWORD.to_owned(),
            first_for: None,
        };
        self.app.add_staff(new).await.expect("nobody has this address yet");
        let browser = self.try_staff(&email, PASSWORD).await;
        assert_eq!(browser.page.path, "/staff", "{:?}", browser.page.errors());
        browser
    }
}
