//! What is asked for, by the kind of page: a case by resident and staff, searches, lists, and the queue in every way that
//! the console can narrow and sort it.

use model::Case;
use store::Cursor;

use super::asked::Drawn;

const SERVICE: &str = "renew-a-drivers-license";
/// Of the first page of a queue, which is the same whatever case was drawn, it is asked for so many times fewer.
const FEWER: usize = 2;

/// One request, about the case drawn as this one.
pub(super) struct Request {
    pub at: usize,
    pub what: What,
}

/// What is requested.
pub(super) enum What {
    Get(String),
    /// A case by its reference and the code of its receipt.
    Look(String, String),
}

/// Requests by kind, in the order they were first met.
#[derive(Default)]
struct Kinds(Vec<(String, Vec<Request>)>);

impl Kinds {
    fn add(&mut self, kind: &str, at: usize, what: What) {
        let request = Request { at, what };
        match self.0.iter_mut().find(|(known, _)| known == kind) {
            Some((_, requests)) => requests.push(request),
            None => self.0.push((kind.to_owned(), vec![request])),
        }
    }

    fn get(&mut self, kind: &str, at: usize, path: String) {
        self.add(kind, at, What::Get(path));
    }
}

/// Everything that is asked for about some cases.
pub(super) fn of(drawn: &[Drawn]) -> Vec<(String, Vec<Request>)> {
    let mut kinds = Kinds::default();
    for (at, drawn) in drawn.iter().enumerate() {
        of_case(&mut kinds, at, drawn);
        by_name(&mut kinds, at, &drawn.name);
        lists(&mut kinds, at);
        for (filter, query, after) in filters(&drawn.case) {
            if at % FEWER == 0 {
                kinds.get(&format!("queue: {filter}"), at, format!("/staff?{query}"));
            }
            let path = format!("/staff?{query}&after={after}");
            kinds.get(&format!("queue, some page: {filter}"), at, path);
        }
    }
    kinds.0
}

fn of_case(kinds: &mut Kinds, at: usize, drawn: &Drawn) {
    let (id, reference) = (&drawn.case.id, drawn.case.reference.to_string());
    let look = What::Look(reference.clone(), drawn.secret.clone());
    kinds.add("status by reference and receipt code", at, look);
    kinds.get("a resident's list of cases", at, "/account".to_owned());
    kinds.get("a resident's case with its timeline", at, format!("/account/cases/{id}"));
    kinds.get("staff: a case with its timeline", at, format!("/staff/cases/{id}"));
    kinds.get("staff: search by reference", at, format!("/staff?q={reference}"));
    kinds.get("staff: audit entries of a case", at, format!("/staff/audit?q={reference}"));
}

fn by_name(kinds: &mut Kinds, at: usize, name: &str) {
    let words: Vec<&str> = name.split(' ').collect();
    let [given, .., family] = words.as_slice() else { return };
    let (given, family, whole) = (encoded(given), encoded(family), encoded(name));
    kinds.get("staff: search by a given name", at, format!("/staff?q={given}"));
    kinds.get("staff: search by a family name", at, format!("/staff?q={family}"));
    kinds.get("staff: search by a whole name", at, format!("/staff?q={whole}"));
    kinds.get("staff: search by a given name, last changed", at, format!("/staff?q={given}&sort=changed"));
    let rare = format!("/staff?q={given}&status=received&service={SERVICE}");
    kinds.get("staff: search by a given name in a rare status", at, rare);
}

fn lists(kinds: &mut Kinds, at: usize) {
    kinds.get("staff: audit entries", at, "/staff/audit".to_owned());
    kinds.get("staff: audit entries, some page", at, format!("/staff/audit?before={}", 500 + 50 * at));
    kinds.get("staff: what is owed", at, "/staff/obligations".to_owned());
}

/// Every way of narrowing and sorting that the console offers, with a page in the middle.
fn filters(case: &Case) -> Vec<(String, String, Cursor)> {
    let mut all = Vec::new();
    for sort in ["oldest", "newest", "changed"] {
        let at = if sort == "changed" { case.changed_at } else { case.received_at };
        let after = Cursor::parse(&format!("next_{}_{}", at.as_microsecond(), case.id)).expect("a cursor");
        for status in ["open", "all", "approved", "under-review"] {
            for service in ["", SERVICE] {
                let name = if service.is_empty() { "all services" } else { "one service" };
                let query = format!("status={status}&service={service}&sort={sort}");
                all.push((format!("{status}, {name}, {sort}"), query, after.clone()));
            }
        }
    }
    all
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
