//! Opening a draft: it moves to the version of its service that is offered now. Looking changes nothing; the next thing
//! that is saved commits the move with it.

use std::{collections::BTreeMap, sync::Arc};

use forms::{
    AnswerName, AskAgain, Fields, Given, Journey, Next, Place, QuestionId, Service, Why,
    definition::Question, expr::Values, words::Speaker,
};
use jiff::civil::Date;
use model::DraftId;
use store::{Batch, DataKey, Draft};

use crate::{App, AppError, Visitor, error::again};

/// The control in which a form says which version of its service it was shown in. No question's control has this name.
pub const SHOWN_VERSION: &str = "service-version";

/// A draft a visitor may work on, with what is needed to show and change it.
#[derive(Clone)]
pub struct OpenDraft {
    /// The draft, in the version offered now.
    pub draft: Draft,
    /// The service in that version.
    pub service: Arc<Service>,
    /// Today where the owning agency is.
    pub today: Date,
    pub(crate) key: DataKey,
    /// The version it is kept in: another one until something is saved.
    pub(crate) kept_version: String,
}

/// A draft as it is kept, not opened yet: whoever asks for it is known by the same answer of the database.
pub struct ReadDraft {
    pub(crate) draft: Draft,
    pub(crate) key: DataKey,
}

/// Why a question is asked again, for the person.
pub struct AskedAgain {
    /// Why.
    pub why: Why,
    /// What it was called when it was answered, if that was something else.
    pub was_called: Option<String>,
    /// What they told us, in the words of the version they told it in; nothing when it stands in the controls.
    pub told: Vec<String>,
    /// Why that is not taken any more, where the page does not show it anyway.
    pub wrong: Vec<String>,
}

impl OpenDraft {
    /// The pages that apply, worked out anew, with what is to be asked again.
    pub fn journey(&self) -> Journey<'_> {
        self.service.journey(&self.draft.answers, self.today).asking_again(&self.draft.unsettled)
    }

    /// Where the person goes on: with a page that waits as it was typed, or with the first that is not answered.
    pub fn go_on(&self) -> Next {
        let typed = self.typed_at();
        let next = typed.or_else(|| self.journey().first_unanswered().cloned());
        next.map_or(Next::Check, Next::Page)
    }

    /// What the controls of a page show: the answers, or what was typed over them and could not be saved.
    pub fn fields_at(&self, place: &Place) -> Fields {
        let kept = forms::fields_of(&self.service, &self.draft.answers, place, self.today);
        match self.typed(place) {
            Some(typed) => typed.clone().with_files_of(kept),
            None => kept,
        }
    }

    /// Whether it was kept in another version.
    pub(crate) fn has_moved(&self) -> bool {
        self.kept_version != self.draft.service_version
    }
}

impl App {
    /// Opens a draft that was read with the session it belongs to.
    pub async fn open_read(&self, ReadDraft { draft, key }: ReadDraft) -> Result<OpenDraft, AppError> {
        self.moved(draft, key).await
    }

    pub(crate) async fn open(&self, id: &DraftId) -> Result<OpenDraft, AppError> {
        let (draft, key) = self.store.open_draft(id).await?.ok_or(AppError::NotFound)?;
        self.moved(draft, key).await
    }

    /// The same, and if it is kept in another version, by the list as it stands this moment: another process may have
    /// followed a publication already, and moved the draft on.
    pub(crate) async fn open_newest(&self, id: &DraftId) -> Result<OpenDraft, AppError> {
        loop {
            let offered = self.services.now();
            let open = self.open(id).await?;
            if !open.has_moved() {
                return Ok(open);
            }
            self.follow().await?;
            // Not what `follow` says: somebody else in this process may have followed while the draft was read.
            if Arc::ptr_eq(&offered, &self.services.now()) {
                return Ok(open);
            }
        }
    }

    /// A draft in the version offered now. One whose service is no longer offered stays in its own.
    pub(crate) async fn moved(&self, mut draft: Draft, key: DataKey) -> Result<OpenDraft, AppError> {
        let kept_in = self.services.version(&self.store, &draft.service, &draft.service_version).await?;
        let service = self.services.current(&draft.service).unwrap_or_else(|_| kept_in.clone());
        let today = self.today_for(&service)?;
        let kept_version = draft.service_version.clone();
        if service.version != kept_in.version {
            let carried = forms::carry(&kept_in, &service, &draft.carried(), today);
            draft.answers = carried.answers;
            draft.unsettled = carried.unsettled;
            draft.service_version = service.version.to_string();
        }
        Ok(OpenDraft { draft, service, today, key, kept_version })
    }

    /// The version a form was shown in, when that is not the one offered now.
    pub(crate) async fn shown_in(
        &self,
        open: &OpenDraft,
        fields: &Fields,
    ) -> Result<Option<Arc<Service>>, AppError> {
        let shown = fields.text(SHOWN_VERSION);
        if shown.is_empty() || shown == open.service.version.as_str() {
            return Ok(None);
        }
        match self.services.version(&self.store, &open.draft.service, shown).await {
            Ok(shown) => Ok(Some(shown)),
            // Nothing of ours: read like any other page.
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps what was typed on a page that the version offered now does not have, or does not come to. `None` when the
    /// page was not of an older version either.
    pub async fn keep_typed(
        &self,
        visitor: &Visitor,
        slug: &str,
        address: &str,
        fields: &Fields,
    ) -> Result<Option<Next>, AppError> {
        again(async || {
            let mut open = self.open_draft(visitor, slug).await?;
            let Some(shown) = self.shown_in(&open, fields).await? else { return Ok(None) };
            let Some(place) = shown.place(address) else { return Ok(None) };
            let before = open.draft.carried();
            let kept = forms::keep_typed(&open.service, &before, &shown, &place, fields, open.today);
            if kept != before {
                open.draft.unsettled = kept.unsettled;
                open.draft.answers = kept.answers.clone();
                self.keep(&mut open, kept.answers, visitor).await?;
            }
            Ok(Some(open.go_on()))
        })
        .await
    }

    /// The person checked this version and asked to send it: kept while their address is confirmed.
    pub(crate) async fn keep_checked(&self, mut open: OpenDraft) -> Result<(), AppError> {
        if open.has_moved() || open.draft.checked_version.as_ref() != Some(&open.draft.service_version) {
            open.draft.checked_version = Some(open.draft.service_version.clone());
            let update = store::drafts::update(&open.draft, &open.key);
            self.store.commit(Batch::from_iter([update])).await?;
        }
        Ok(())
    }

    /// Why questions of a page are asked again, in words; none for a page that is not.
    pub async fn asked_again(
        &self,
        open: &OpenDraft,
        place: &Place,
        locale: &str,
    ) -> Result<BTreeMap<QuestionId, AskedAgain>, AppError> {
        let mut found = BTreeMap::new();
        if open.draft.unsettled.is_empty() {
            return Ok(found);
        }
        for question in open.journey().questions_at(place) {
            let name = AnswerName::at(place, &question.id);
            let Some(why) = open.draft.unsettled.why(&name) else { continue };
            let mut asked = AskedAgain { why, was_called: None, told: Vec::new(), wrong: Vec::new() };
            if let Some(aside) = open.draft.unsettled.set_aside.get(&name) {
                let told = self.told_before(open, &name, &aside.given, locale, |question, speaker| {
                    question.kind.kind().show(question, &aside.answer, speaker)
                });
                let (was_called, told) = told.await?.unwrap_or_default();
                (asked.was_called, asked.told) = (Some(was_called), told);
                asked.wrong = self.why_not(open, question, &aside.answer, locale)?;
            } else if let Some(AskAgain::Changed(given)) = open.draft.unsettled.ask_again.get(&name) {
                let told = self.told_before(open, &name, given, locale, |_, _| Vec::new()).await?;
                asked.was_called = told.map(|(label, _)| label);
            }
            let label = label(&open.service, question, &self.speaker(&open.service, locale)?);
            asked.was_called = asked.was_called.filter(|was| *was != label);
            found.insert(question.id.clone(), asked);
        }
        Ok(found)
    }

    /// Why a question does not take what it was told before, in words.
    fn why_not(
        &self,
        open: &OpenDraft,
        question: &Question,
        answer: &forms::Answer,
        locale: &str,
    ) -> Result<Vec<String>, AppError> {
        let speaker = self.speaker(&open.service, locale)?;
        let name = format!("q-{}-{}", question.id, if question.short.is_some() { "short" } else { "label" });
        let name = open.service.text_at(speaker.service, &name, &Values::new());
        let errors = forms::why_not(question, answer, open.today);
        Ok(errors.iter().map(|error| forms::question::say(error, &name, &speaker)).collect())
    }

    /// What the person told us and is no longer asked: by label, in the words of the version they told it in.
    pub async fn no_longer_asked(
        &self,
        open: &OpenDraft,
        locale: &str,
    ) -> Result<Vec<(String, Vec<String>)>, AppError> {
        let mut found = Vec::new();
        for (name, aside) in open.draft.unsettled.no_longer_asked(&open.service) {
            let told = self.told_before(open, name, &aside.given, locale, |question, speaker| {
                question.kind.kind().show(question, &aside.answer, speaker)
            });
            found.extend(told.await?);
        }
        Ok(found)
    }

    /// The label of a question and its answer, in the version it was given in.
    async fn told_before(
        &self,
        open: &OpenDraft,
        name: &AnswerName,
        given: &Given,
        locale: &str,
        lines: impl FnOnce(&Question, &Speaker<'_>) -> Vec<String>,
    ) -> Result<Option<(String, Vec<String>)>, AppError> {
        let (slug, version) = (&open.draft.service, given.version.as_str());
        let service = self.services.version(&self.store, slug, version).await?;
        let speaker = self.speaker(&service, locale)?;
        let question = service.question_named(name);
        Ok(question.map(|question| (label(&service, question, &speaker), lines(question, &speaker))))
    }
}

/// A question in words; what it says about other answers is left out.
fn label(service: &Service, question: &Question, speaker: &Speaker<'_>) -> String {
    service.text_at(speaker.service, &format!("q-{}-label", question.id), &Values::new())
}
