//! The texts of `service.yaml`: start page, sections, statuses, notifications, the plan.

use super::{Adder, Group, Names, Text};
use crate::{definition::ServiceFile, position::Path};

pub fn collect(service: &ServiceFile, texts: &mut Vec<Text>) {
    let mut add = Adder { texts, file: "service.yaml", names: Names::None, group: Group::Start };
    start_page(service, &mut add);
    add.group = Group::Name;
    for (index, section) in service.sections.iter().enumerate() {
        let at = Path::from("sections").item(index).key("title");
        add.text(format!("section-{}", section.id), &section.title, at);
    }
    for (index, computed) in service.computed.iter().enumerate() {
        let at = Path::from("computed").item(index).key("label");
        add.optional(format!("computed-{}-label", computed.id), computed.label.as_ref(), at);
    }
    statuses(service, &mut add);
    add.group = Group::Statuses;
    add.names = Names::None;
    for (index, item) in service.plan.iter().enumerate() {
        let at = Path::from("plan").item(index).key("label");
        add.text(format!("plan-{}-label", item.id), &item.label, at);
    }
    privacy_act(service, &mut add);
}

fn start_page(service: &ServiceFile, add: &mut Adder<'_>) {
    add.text("title", &service.title, "title".into());
    add.text("summary", &service.summary, "summary".into());
    add.long("who", &service.who, "who".into());
    for (index, question) in service.need_questions.iter().enumerate() {
        let at = Path::from("need_questions").item(index).key("label");
        add.text(format!("need-question-{}", question.id), &question.label, at);
    }
    for (index, need) in service.needs.iter().enumerate() {
        let at = Path::from("needs").item(index).key("text");
        add.long(format!("need-{}", index + 1), &need.text, at);
    }
    add.other_ways("other-way", &service.other_ways);
    if let Some(fee) = &service.fee {
        add.long("fee-note", &fee.note, "fee.note".into());
    }
    add.long("privacy", &service.privacy, "privacy".into());
    add.long("what-happens-next", &service.what_happens_next, "what_happens_next".into());
}

fn statuses(service: &ServiceFile, add: &mut Adder<'_>) {
    for (index, status) in service.statuses.iter().enumerate() {
        let at = Path::from("statuses").item(index);
        add.names = Names::None;
        add.group = Group::Statuses;
        add.text(format!("status-{}-label", status.id), &status.label, at.key("label"));
        add.text(format!("status-{}-means", status.id), &status.means, at.key("means"));
        add.names = Names::Notification;
        add.group = Group::Notification(status.id.to_string());
        let tell = at.key("tell");
        add.text(format!("tell-{}-subject", status.id), &status.tell.subject, tell.key("subject"));
        add.long(format!("tell-{}-text", status.id), &status.tell.text, tell.key("text"));
    }
}

fn privacy_act(service: &ServiceFile, add: &mut Adder<'_>) {
    let Some(federal) = &service.federal else { return };
    let act = &federal.privacy_act;
    let at = Path::from("federal.privacy_act");
    add.group = Group::Law;
    add.long("privacy-act-authority", &act.authority, at.key("authority"));
    add.long("privacy-act-purpose", &act.purpose, at.key("purpose"));
    add.long("privacy-act-routine-uses", &act.routine_uses, at.key("routine_uses"));
    add.long("privacy-act-effects", &act.effects, at.key("effects"));
}
