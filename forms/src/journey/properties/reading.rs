//! The journey of a made-up service found the simple way: page by page, from what was found so far.

use super::invented::{Asks, Condition, Invented};
use crate::{Answer, Answers, Entry, QuestionId, journey::try_out::question};

/// The pages up to an ending, and the answers that apply.
pub fn read_page_by_page(invented: &Invented, answers: &Answers) -> (Vec<String>, Answers) {
    let (mut pages, mut applying, mut ended) = (Vec::new(), Answers::default(), false);
    for leaf in &invented.pages {
        let holds =
            |condition: Option<Condition>| condition.is_none_or(|it| is_true(invented, it, &applying));
        if !holds(leaf.when) {
            continue;
        }
        if !ended {
            pages.push(leaf.page());
        }
        ended |= leaf.asks == Asks::Ending;
        let second_holds = holds(leaf.second);
        let number = leaf.id;
        take(answers, &mut applying, &question(&format!("q_{number}")), number, second_holds);
        if second_holds && leaf.second.is_some() {
            take(answers, &mut applying, &question(&format!("q_{number}_second")), number, true);
        }
    }
    (pages, applying)
}

fn take(from: &Answers, to: &mut Answers, name: &QuestionId, number: usize, has_c: bool) {
    match from.get(name) {
        None => {}
        Some(Answer::Repeat(entries)) => {
            let entries = entries.iter().map(|entry| applying_entry(entry, number, has_c)).collect();
            to.insert(name.clone(), Answer::Repeat(entries));
        }
        Some(answer) => to.insert(name.clone(), answer.clone()),
    }
}

fn applying_entry(entry: &Entry, number: usize, has_c: bool) -> Entry {
    let has_b = entry.answers.get(&question(&format!("q_{number}_a"))) == Some(&Answer::YesNo(true));
    let letters = [("a", true), ("b", has_b), ("c", has_c)].into_iter().filter(|(_, applies)| *applies);
    let names = letters.map(|(letter, _)| question(&format!("q_{number}_{letter}")));
    let answers = names.filter_map(|name| Some((name.clone(), entry.answers.get(&name)?.clone()))).collect();
    Entry { id: entry.id.clone(), answers }
}

fn is_true(invented: &Invented, Condition { on, turned }: Condition, applying: &Answers) -> bool {
    let (asks, on) = (invented.pages[on].asks, invented.pages[on].id);
    let answer = applying.get(&question(&format!("q_{on}")));
    match (asks, answer) {
        (Asks::OptionalText, answer) => matches!(answer, Some(Answer::Text(_))) != turned,
        (_, Some(Answer::YesNo(yes))) => *yes == turned,
        (_, Some(Answer::Number(number))) => (*number <= 5) == turned,
        (_, Some(Answer::Text(value))) => value == if turned { "b" } else { "a" },
        (_, Some(Answer::Repeat(entries))) if turned => {
            let name = question(&format!("q_{on}_a"));
            entries.iter().any(|entry| entry.answers.get(&name) == Some(&Answer::YesNo(true)))
        }
        (_, Some(Answer::Repeat(entries))) => entries.len() > 1,
        _ => false,
    }
}
