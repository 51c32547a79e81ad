//! Finding cases by the applicant's name without keeping it: for each word of it, and for each two words together, a
//! keyed hash. One or two words are then one stretch of an index, however many people bear the name.

use model::{Case, CaseId};

use crate::{
    CommitError, Row, Statement, Store, StoreError, Value,
    engine::{Expect, insert as insert_row, places, values},
};

/// Most words of a name that are kept and searched for: further ones hardly narrow.
const MOST_WORDS: usize = 8;
/// Cases carried over in one commit.
const AT_ONCE: i64 = 200;

/// The words of a name, to find by: without capitals, accents and punctuation, so that "Maria" finds "María".
fn words(name: &str) -> Vec<String> {
    let folded = forms::words::fold(name).replace(['\'', '’', '.'], "");
    let mut words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

/// As many bits of a keyed hash as make two names' words the same once in a long time.
fn number(hash: &str) -> i64 {
    hash.get(..16).and_then(|first| u64::from_str_radix(first, 16).ok()).unwrap_or_default().cast_signed()
}

impl Store {
    /// Keyed hashes of the words of a name, in an order of their own.
    fn word_hashes(&self, name: &str) -> Vec<String> {
        let mut hashes: Vec<String> = words(name).iter().map(|word| self.hash("name", word)).collect();
        hashes.sort();
        hashes
    }

    fn pair(&self, one: &str, other: &str) -> i64 {
        number(&self.hash("names", &format!("{one} {other}")))
    }

    /// What a name is kept as: each word, and each two.
    fn tokens(&self, hashes: &[String]) -> Vec<i64> {
        let pairs = hashes
            .iter()
            .enumerate()
            .flat_map(|(at, one)| hashes.iter().skip(at + 1).map(move |other| self.pair(one, other)));
        hashes.iter().map(|hash| number(hash)).chain(pairs).collect()
    }

    /// What a name is searched by: all its words, two at a time, as few look-ups as that takes.
    pub(crate) fn searched_tokens(&self, name: &str) -> Vec<i64> {
        let hashes = self.word_hashes(name);
        match hashes.as_slice() {
            [] => Vec::new(),
            [one] => vec![number(one)],
            [.., before, last] => {
                let last = (hashes.len() % 2 == 1).then(|| self.pair(before, last));
                let twos =
                    hashes.chunks_exact(2).filter_map(|two| Some(self.pair(two.first()?, two.get(1)?)));
                twos.chain(last).collect()
            }
        }
    }

    /// The rows by which a case is found.
    pub(crate) fn name_rows(&self, case: &Case, applicant: &str) -> Vec<Statement> {
        let tokens = self.tokens(&self.word_hashes(applicant));
        let of_agency = |agency: &String| {
            let row = |token: &i64| name_row(agency, *token, case.received_at.into(), &case.id);
            tokens.iter().map(row).collect::<Vec<_>>()
        };
        case.agencies.iter().flat_map(of_agency).collect()
    }

    /// Whether names stand where an earlier version kept them.
    pub(crate) async fn has_names_to_carry_over(&self) -> Result<bool, StoreError> {
        let sql = "SELECT case_id FROM case_names_before LIMIT 1";
        Ok(self.read_one(sql, Vec::new()).await?.is_some())
    }

    /// Brings names over from where an earlier version kept them. Several processes may do so at once.
    pub(crate) async fn carry_names_over(&self) -> Result<(), StoreError> {
        let sql = "SELECT DISTINCT case_id FROM case_names_before ORDER BY case_id LIMIT $1";
        loop {
            let rows = self.read(sql, vec![AT_ONCE.into()]).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let cases = rows.iter().map(|row| row.text("case_id")).collect::<Result<Vec<_>, _>>()?;
            match self.commit(self.carried_over(&cases).await?).await {
                // Another process carried some of them over first.
                Ok(()) | Err(CommitError::Conflict(_)) => {}
                Err(error) => return Err(StoreError::unavailable(error)),
            }
        }
    }

    async fn carried_over(&self, cases: &[String]) -> Result<Vec<Statement>, StoreError> {
        let ids = || cases.iter().map(Value::from).collect::<Vec<_>>();
        let places = places(1, cases.len());
        let kept = format!("SELECT case_id, token_hash FROM case_names_before WHERE case_id IN ({places})");
        let queues =
            format!("SELECT case_id, agency, received_at FROM case_agencies WHERE case_id IN ({places})");
        let (kept, queues) = (self.read(&kept, ids()).await?, self.read(&queues, ids()).await?);
        let mut statements = Vec::new();
        for case in cases {
            let is_its = |row: &&Row| row.text("case_id").is_ok_and(|id| id == *case);
            let hashes = kept.iter().filter(is_its).map(|row| row.text("token_hash"));
            let mut hashes = hashes.collect::<Result<Vec<_>, _>>()?;
            hashes.sort();
            let delete =
                Statement::new("DELETE FROM case_names_before WHERE case_id = $1", vec![case.into()]);
            let expect = Some(Expect { rows: hashes.len() as u64, or: "carried over already" });
            statements.push(Statement { expect, ..delete });
            let id = CaseId::from_text(case).ok_or_else(|| StoreError::broken("a name has no case"))?;
            for row in queues.iter().filter(is_its) {
                let (agency, received_at) = (row.text("agency")?, row.int("received_at")?);
                let tokens = self.tokens(&hashes).into_iter();
                statements.extend(tokens.map(|token| name_row(&agency, token, received_at.into(), &id)));
            }
        }
        Ok(statements)
    }
}

fn name_row(agency: &str, token: i64, received_at: Value, case: &CaseId) -> Statement {
    let row = values!["agency" => agency, "token" => token, "received_at" => received_at, "case_id" => case];
    insert_row("case_names", row, "case exists")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_name_is_found_however_it_is_capitalised_and_punctuated() {
        assert_eq!(words("Siobhán O’Neil-Ruiz Jr."), ["jr", "oneil", "ruiz", "siobhan"]);
        assert_eq!(words("siobhán   O'NEIL ruiz, jr"), ["jr", "oneil", "ruiz", "siobhan"]);
        assert!(words(" - ").is_empty());
    }

    #[test]
    fn a_name_is_found_with_and_without_its_accents() {
        assert_eq!(words("Maria Nunez"), words("María Núñez"));
        // The same letters, written as letter and mark, as some phones do.
        assert_eq!(words("Mari\u{301}a"), words("María"));
        assert_eq!(words("Đặng Thị Ánh"), words("đặng thị ánh"));
        assert_ne!(words("Marta"), words("María"));
    }
}
