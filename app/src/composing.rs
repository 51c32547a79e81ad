//! What people are told, put into words, and owed to them: a message is an obligation like any other.

use forms::{Service, words::Arg};
use identity::{Code, Token};
use jiff::SignedDuration;
use model::{
    CaseId, CaseReference, Duty, Fact, KeyId, Link, Message, Obligation, ObligationId, Staff, State,
};
use store::{DataKey, Statement};

use crate::{App, AppError, moving::OpenDraft};

/// How long a message may take before it counts as failed.
const MESSAGE_LASTS: SignedDuration = SignedDuration::from_hours(72);

/// To whom a message is owed, and for how long it is worth sending.
pub(crate) struct Owed<'a> {
    pub case: Option<CaseId>,
    pub agency: String,
    pub key_id: KeyId,
    pub about: &'a str,
    pub lasts: SignedDuration,
}

impl<'a> Owed<'a> {
    /// Owed by the agency that owns the service.
    pub fn by(service: &Service, key_id: KeyId, about: &'a str) -> Self {
        let agency = service.definition.agencies.first().map(ToString::to_string).unwrap_or_default();
        Self { case: None, agency, key_id, about, lasts: MESSAGE_LASTS }
    }

    /// About a case: its timeline shows it.
    #[must_use]
    pub fn about_case(mut self, case: &CaseId) -> Self {
        self.case = Some(case.clone());
        self
    }
}

/// Where a message goes and in which language.
pub(crate) struct To<'a> {
    pub email: &'a str,
    pub locale: &'a str,
}

/// News about how somebody of staff signs in. Whoever did not do it themselves must hear of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNews {
    /// They chose another password.
    PasswordChanged,
    /// An operator set a first password.
    PasswordSet,
    /// An authenticator app is asked for from now on.
    FactorSetUp,
    /// None is any more.
    FactorRemoved,
    /// A recovery code was used; so many are left.
    RecoveryCodeUsed {
        /// Codes left.
        left: i64,
    },
    /// Many wrong codes were typed after the right password.
    CodesGuessed,
}

impl AccountNews {
    /// Its name in message keys.
    fn key(self) -> &'static str {
        match self {
            Self::PasswordChanged => "password-changed",
            Self::PasswordSet => "password-set",
            Self::FactorSetUp => "factor-set-up",
            Self::FactorRemoved => "factor-removed",
            Self::RecoveryCodeUsed { .. } => "recovery-used",
            Self::CodesGuessed => "codes-guessed",
        }
    }

    /// What the audit entry calls it.
    pub(crate) fn action(self) -> &'static str {
        match self {
            Self::PasswordChanged => "changed_password",
            Self::PasswordSet => "staff_password_set",
            Self::FactorSetUp => "set_up_second_factor",
            Self::FactorRemoved => "removed_second_factor",
            Self::RecoveryCodeUsed { .. } => "signed_in",
            Self::CodesGuessed => "codes_guessed",
        }
    }
}

impl App {
    /// The statement that owes somebody of staff news about how they sign in.
    pub fn tell_staff(&self, staff: &Staff, locale: &str, news: AccountNews) -> Result<Statement, AppError> {
        let words = self.words(locale)?;
        let key = format!("mail-account-{}", news.key());
        let left = if let AccountNews::RecoveryCodeUsed { left } = news { left } else { 0 };
        let text = words.say_with(&format!("{key}-text"), &[("left", left.into())]);
        let text = format!("{text}\n\n{}", words.say("mail-account-else"));
        let to = To { email: &staff.email, locale };
        let mut message = self.message(&to, words.say(&format!("{key}-subject")), &text)?;
        message.action = self.link_to(&to, "mail-account-action", "/staff/account")?;
        let key = self.store.platform_key();
        let owed = Owed {
            case: None,
            agency: staff.agency.clone(),
            key_id: key.id().clone(),
            about: "account",
            lasts: MESSAGE_LASTS,
        };
        self.owe_message(owed, message, &key)
    }

    /// The statement that owes a person a message by email.
    pub(crate) fn owe_message(
        &self,
        owed: Owed<'_>,
        message: Message,
        key: &DataKey,
    ) -> Result<Statement, AppError> {
        let now = self.now();
        let obligation = Obligation {
            id: message.key.clone(),
            case: owed.case,
            agency: owed.agency,
            duty: Duty::Notify { channel: "email".to_owned(), about: owed.about.to_owned() },
            state: State::Due,
            deadline_at: now + owed.lasts,
            next_attempt_at: now,
            attempts: 0,
            last_failure: None,
            created_at: now,
            ended_at: None,
            key: owed.key_id,
            row_version: 1,
        };
        let content = serde_json::to_vec(&message).map_err(AppError::ours)?;
        Ok(store::obligations::insert(&obligation, &content, key))
    }

    fn message(&self, to: &To<'_>, subject: String, text: &str) -> Result<Message, AppError> {
        let words = self.words(to.locale)?;
        // What an operator calls the portal in another language, as pages do.
        let name = "site-name";
        let own = words.has_own(name).then(|| words.say(name));
        let site: Arg = own.as_ref().unwrap_or(&self.settings.site_name).as_str().into();
        Ok(Message {
            key: ObligationId::random(self.random.as_ref()),
            to: to.email.to_owned(),
            lang: words.locale().to_owned(),
            dir: if words.is_right_to_left() { "rtl" } else { "ltr" }.to_owned(),
            heading: subject.clone(),
            subject,
            paragraphs: paragraphs(text),
            facts: Vec::new(),
            action: None,
            footer: vec![
                words.say_with("mail-footer-why", &[("site", site)]),
                words.say("mail-footer-genuine"),
            ],
        })
    }

    fn link_to(&self, to: &To<'_>, label: &str, path: &str) -> Result<Option<Link>, AppError> {
        Ok(Some(Link { label: self.words(to.locale)?.say(label), url: self.link(to.locale, path) }))
    }

    /// "Your code is 123456."
    pub(crate) fn code_message(&self, email: &str, locale: &str, code: &Code) -> Result<Message, AppError> {
        let words = self.words(locale)?;
        let minutes = identity::lifetime().as_mins();
        let text = words.say_with("mail-code-text", &[("minutes", minutes.into())]);
        let mut message = self.message(&To { email, locale }, words.say("mail-code-subject"), &text)?;
        message.facts.push(Fact { label: words.say("mail-code-label"), value: code.as_str().to_owned() });
        Ok(message)
    }

    /// "Continue here." Opening the link changes nothing: the page has a button, the button asks for a code.
    pub(crate) fn resume_message(
        &self,
        open: &OpenDraft,
        email: &str,
        link: &Token,
    ) -> Result<Message, AppError> {
        self.draft_message(open, email, link, "mail-resume")
    }

    /// "What you began is deleted in 7 days."
    pub(crate) fn reminder_message(
        &self,
        open: &OpenDraft,
        email: &str,
        link: &Token,
    ) -> Result<Message, AppError> {
        self.draft_message(open, email, link, "mail-reminder")
    }

    fn draft_message(
        &self,
        open: &OpenDraft,
        email: &str,
        link: &Token,
        key: &str,
    ) -> Result<Message, AppError> {
        let to = To { email, locale: &open.draft.locale };
        let words = self.words(to.locale)?;
        let zone = self.zone_of(&open.service)?;
        let expires = words.date(zone.to_datetime(open.draft.expires_at).date());
        let service = open.service.words(to.locale).say("title");
        let args: [(&str, Arg); 2] =
            [("service", service.as_str().into()), ("expires", expires.as_str().into())];
        let subject = words.say_with(&format!("{key}-subject"), &args);
        let mut message = self.message(&to, subject, &words.say_with(&format!("{key}-text"), &args))?;
        if open.journey().asked_again().next().is_some() {
            message.paragraphs.push(words.say("mail-draft-changed"));
        }
        message.action = self.link_to(&to, "mail-resume-action", &format!("/resume/{}", link.as_str()))?;
        Ok(message)
    }

    /// The service's own words for a status, with the case's reference.
    pub(crate) fn status_message(
        &self,
        service: &Service,
        to: &To<'_>,
        reference: &CaseReference,
        status: &str,
        reason: &str,
    ) -> Result<Message, AppError> {
        let own = service.words(to.locale);
        let title = own.say("title");
        let args: [(&str, Arg); 3] = [
            ("reference", reference.to_string().into()),
            ("service", title.as_str().into()),
            ("reason", reason.into()),
        ];
        let subject = own.say_with(&format!("tell-{status}-subject"), &args);
        let mut text = own.say_with(&format!("tell-{status}-text"), &args);
        if !reason.is_empty() && !text.contains(reason) {
            text = format!("{text}\n\n{reason}");
        }
        let message = self.message(to, subject, &forms::link::spelled_out(&text, service.links()))?;
        self.with_case(message, service, to, reference)
    }

    /// "A part could not be handed over": nothing fails in silence.
    pub(crate) fn failure_message(
        &self,
        service: &Service,
        to: &To<'_>,
        reference: &CaseReference,
        plan_item: &str,
        is_sure: bool,
    ) -> Result<Message, AppError> {
        let words = self.words(to.locale)?;
        let part = service.words(to.locale).say(&format!("plan-{plan_item}-label"));
        let key = if is_sure { "mail-failed" } else { "mail-unconfirmed" };
        let text = words.say_with(&format!("{key}-text"), &[("part", part.as_str().into())]);
        let message = self.message(to, words.say(&format!("{key}-subject")), &text)?;
        self.with_case(message, service, to, reference)
    }

    fn with_case(
        &self,
        mut message: Message,
        service: &Service,
        to: &To<'_>,
        reference: &CaseReference,
    ) -> Result<Message, AppError> {
        let words = self.words(to.locale)?;
        message.facts.push(Fact { label: words.say("mail-reference-label"), value: reference.to_string() });
        message.action = self.link_to(to, "mail-case-action", "/status")?;
        let owner = &service.owner;
        let help: [(&str, Arg); 3] = [
            ("agency", self.services.owner_name(service, to.locale).into()),
            ("phone", readable(&owner.phone).into()),
            ("email", owner.email.as_str().into()),
        ];
        message.footer.insert(0, words.say_with("mail-footer-help", &help));
        Ok(message)
    }
}

/// A phone number of the United States as people write it; any other as it is.
fn readable(e164: &str) -> String {
    let national = e164.strip_prefix("+1").filter(|digits| digits.len() == 10);
    let parts = national.and_then(|digits| Some((digits.get(..3)?, digits.get(3..6)?, digits.get(6..)?)));
    parts.map_or_else(|| e164.to_owned(), |(area, office, line)| format!("{area}-{office}-{line}"))
}

/// Paragraphs are separated by an empty line, as in service files.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.trim().replace('\n', " "))
        .filter(|p| !p.is_empty())
        .collect()
}
