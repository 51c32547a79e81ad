//! A sample of a service as a person would live it: what they type on each page, and when they have no more to add.

use forms::{Answers, EntryId, Place, QuestionId, Service, words::Words};
use jiff::civil::Date;

/// An entry as the site names it: its repeat, and its own name.
type Own = (QuestionId, EntryId);

/// What is typed on a page, by the names of its controls: several where several boxes are ticked.
pub type Typed = Vec<(String, Vec<String>)>;

/// What a person with the answers of a sample types on a page of a service.
pub fn typed(service: &Service, sample: &Answers, place: &Place) -> Typed {
    let (Some(level), Some(page)) = (sample.at(place), service.page(&place.page)) else { return Vec::new() };
    let mut all = Typed::new();
    for asked in &page.questions {
        let Some(answer) = level.get(&asked.question.id) else { continue };
        let fields = asked.question.kind.kind().fields(&asked.question, answer);
        all.extend(fields.iter().map(|(name, texts)| (name.to_owned(), texts.to_vec())));
        // Secrets are never written into a form again: here they are typed as a person would.
        if let forms::Answer::Identifier(text) = answer {
            let name = asked.question.id.as_str();
            all.retain(|(known, _)| known != name);
            all.push((name.to_owned(), vec![text.clone()]));
        }
    }
    all
}

/// The heading that a page must have for somebody with the answers of a sample.
pub fn heading(service: &Service, sample: &Answers, place: &Place, words: &Words, today: Date) -> String {
    let values = service.entry_values(sample, place, today);
    let own = service.page(&place.page).and_then(|page| page.file.title.as_ref());
    let first = || service.journey(sample, today).questions_at(place).first().map(|question| &question.id);
    let key = match own {
        Some(_) => format!("page-{}-title", place.page),
        None => first().map(|id| format!("q-{id}-label")).unwrap_or_default(),
    };
    let said = service.text_at(words, &key, &values);
    said.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

/// Where somebody is in the repeats of a sample. Entries get names of the server's; the sample's are taken in order. Names
/// are unique within their repeat only.
#[derive(Default)]
pub struct Steps {
    known: Vec<(Vec<Own>, EntryId)>,
}

impl Steps {
    fn is_taken(&self, outer: &[Own], repeat: &QuestionId, theirs: &EntryId) -> bool {
        self.known.iter().any(|(own, taken)| {
            own.split_last().is_some_and(|((own_repeat, _), rest)| rest == outer && own_repeat == repeat)
                && taken == theirs
        })
    }

    /// The place in the sample that a place of the site stands for; nothing when the sample has no such entry.
    pub fn in_sample(&mut self, sample: &Answers, place: &Place) -> Option<Place> {
        let mut found = place.clone();
        let mut level = sample;
        let mut path: Vec<Own> = Vec::new();
        for step in &mut found.entries {
            let entries = level.entries(&step.repeat);
            let outer = path.clone();
            path.push((step.repeat.clone(), step.entry.clone()));
            let known = self.known.iter().find(|(own, _)| *own == path).map(|(_, theirs)| theirs.clone());
            let theirs = if let Some(theirs) = known {
                theirs
            } else {
                let free = entries.iter().find(|entry| !self.is_taken(&outer, &step.repeat, &entry.id));
                let free = free?.id.clone();
                self.known.push((path.clone(), free.clone()));
                free
            };
            level = &entries.iter().find(|entry| entry.id == theirs)?.answers;
            step.entry = theirs;
        }
        Some(found)
    }

    /// Whether the sample has more entries of a repeat than were added.
    pub fn has_more(&mut self, sample: &Answers, place: &Place, repeat: &QuestionId) -> bool {
        let Some(inside) = self.in_sample(sample, place) else { return false };
        let outer: Vec<Own> =
            place.entries.iter().map(|step| (step.repeat.clone(), step.entry.clone())).collect();
        let entries = sample.at(&inside).map(|level| level.entries(repeat)).unwrap_or_default();
        entries.iter().any(|entry| !self.is_taken(&outer, repeat, &entry.id))
    }
}
