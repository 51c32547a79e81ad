//! A browser without scripts: it follows links, and fills in forms by their labels, as people do.

use std::{collections::BTreeMap, net::SocketAddr};

use reqwest::{Client, Method, RequestBuilder, redirect};

use crate::markup;
pub use crate::page::{Filled, Page};

/// A browser with its own cookies.
pub struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
    /// Sent with every request: a browser's own headers.
    pub headers: BTreeMap<String, String>,
    /// The page it is on.
    pub page: Page,
    /// Every answer so far, also those that only sent it on.
    pub answers: Vec<Page>,
}

impl Browser {
    /// A browser nobody used before.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new(address: SocketAddr) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
        Self {
            client,
            base: format!("http://{address}"),
            cookies: BTreeMap::new(),
            headers: BTreeMap::new(),
            page: Page::default(),
            answers: Vec::new(),
        }
    }

    /// What its cookies hold.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.cookies.values().map(String::as_str)
    }

    fn cookie_line(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Opens an address and follows redirects.
    ///
    /// # Panics
    /// When the server does not answer, or sends the browser in circles.
    pub async fn open(&mut self, path: &str) -> &Page {
        let mut path = path.to_owned();
        for _ in 0..10 {
            let request = self.request(Method::GET, &path);
            match self.receive(request, &path).await {
                Some(next) => path = next,
                None => return &self.page,
            }
        }
        panic!("sent in circles at {path}");
    }

    /// Fills in the form of a button by labels, presses it, and follows redirects.
    pub async fn press(&mut self, button: &str, answers: &[(&str, &str)]) -> &Page {
        let filled = self.fill(button, answers);
        self.send(filled).await
    }

    /// Fills in the form of a button by labels.
    ///
    /// # Panics
    /// When there is no such label.
    pub fn fill(&self, button: &str, answers: &[(&str, &str)]) -> Filled {
        let mut form = self.page.form(button);
        let mut ticked: Vec<String> = Vec::new();
        for (label, answer) in answers {
            let Some((name, value)) = self.page.labelled(label) else {
                panic!("no label {label:?} on {}:\n{}", self.page.path, self.page.text());
            };
            match value {
                Some(value) if !ticked.contains(&name) => {
                    form.set(&name, &value);
                    ticked.push(name);
                }
                Some(value) => form.push(&name, &value),
                None => {
                    let entry = self.page.entry(&name, answer);
                    form.set(&name, entry.as_deref().unwrap_or(answer));
                }
            }
        }
        form
    }

    /// Adds a file to a form by its label.
    ///
    /// # Panics
    /// When there is no such label.
    pub fn attach(&self, form: &mut Filled, label: &str, name: &str, bytes: &[u8]) {
        let (field, _) = self.page.labelled(label).expect("a label of a file control");
        form.files.retain(|(known, name, _)| *known != field || !name.is_empty());
        form.files.push((field, name.to_owned(), bytes.to_vec()));
    }

    /// Sends a form and follows redirects.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn send(&mut self, form: Filled) -> &Page {
        let action = form.action.clone();
        let request = self.request(Method::POST, &action);
        let request = form.fill_into(request);
        match self.receive(request, &action).await {
            Some(next) => self.open(&next).await,
            None => &self.page,
        }
    }

    /// The same page in another language, by its link or its button.
    ///
    /// # Panics
    /// When the page has neither.
    pub async fn switch_language(&mut self, tag: &str) -> &Page {
        if let Some(form) = self.page.language_form(tag) {
            return self.send(form).await;
        }
        let link = self.page.in_language(tag);
        self.open(&link.unwrap_or_else(|| panic!("no way to {tag} on {}", self.page.path))).await
    }

    /// Asks once, without going where it is sent and without keeping cookies: the bare answer.
    pub async fn ask(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let is_post = method == Method::POST;
        let mut request = self.request(method, path);
        if is_post {
            let values = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            request = Filled { values, ..Filled::default() }.fill_into(request);
        }
        read(request.send().await.expect("the server answers"), path).await
    }

    /// Sends bytes as no form of ours would, as [`Self::ask`] does.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn ask_bytes(&self, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        let request = self.request(Method::POST, path).body(body);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        read(request.send().await.expect("the server answers"), path).await
    }

    /// Sends a form as [`Self::ask`] does.
    pub async fn ask_form(&self, form: Filled) -> Page {
        let action = form.action.clone();
        let request = form.fill_into(self.request(Method::POST, &action));
        read(request.send().await.expect("the server answers"), &action).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookie_line());
        }
        self.headers.iter().fold(request, |request, (name, value)| request.header(name, value))
    }

    /// Takes the answer in; the address to go to when it sends the browser on.
    async fn receive(&mut self, request: RequestBuilder, path: &str) -> Option<String> {
        let page = read(request.send().await.expect("the server answers"), path).await;
        self.answers.push(page.clone());
        for line in &page.cookies {
            let pair = line.split(';').next().unwrap_or_default();
            match pair.split_once('=') {
                Some((name, _)) if line.contains("Max-Age=0") => {
                    self.cookies.remove(name);
                }
                Some((name, value)) => {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                None => {}
            }
        }
        if page.status == 303 {
            return page.headers.get("location").cloned();
        }
        let is_page = page.headers.get("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        let faults = if is_page { markup::faults(&page.html) } else { Vec::new() };
        assert!(faults.is_empty(), "{path}: {faults:#?}");
        self.page = page;
        None
    }

    /// The same browser after the site moved: it was stopped and started again.
    #[must_use]
    pub fn moved_to(mut self, address: SocketAddr) -> Self {
        self.base = format!("http://{address}");
        self
    }

    /// A second browser with the same cookies: another tab.
    #[must_use]
    pub fn tab(&self) -> Self {
        Self {
            client: self.client.clone(),
            base: self.base.clone(),
            cookies: self.cookies.clone(),
            headers: self.headers.clone(),
            page: self.page.clone(),
            answers: Vec::new(),
        }
    }
}

async fn read(response: reqwest::Response, path: &str) -> Page {
    let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let cookies = response.headers().get_all("set-cookie").iter().map(text).collect();
    let status = response.status().as_u16();
    let html = response.bytes().await.expect("the page arrives");
    Page {
        path: path.to_owned(),
        status,
        html: String::from_utf8_lossy(&html).into_owned(),
        headers,
        cookies,
    }
}
