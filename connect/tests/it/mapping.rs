//! Every example of every service is handed over into the agencies' databases of the demo, and read back column by
//! column: what a plan says is what stands there.

use std::{collections::BTreeSet, path::Path};

use connect::sql::{Select, Sql};
use forms::{Catalogue, Facts, Files, PlannedItem};
use jiff::civil::{Date, date};
use model::{Connector, HandOver};
use serde_json::Value as Json;

use crate::agency;

const TODAY: Date = date(2026, 11, 22);

fn catalogue() -> Catalogue {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services");
    let mut files = Files::new();
    read(&root, &root, &mut files);
    let (catalogue, problems) = Catalogue::load(&files);
    catalogue.unwrap_or_else(|| panic!("{problems:?}"))
}

fn read(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// As a cell reads: numbers without quotes, `None` for nothing.
fn cell(value: &Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn facts(reference: String) -> Facts {
    Facts { case_reference: reference, language: "en".to_owned() }
}

async fn hand_over_and_read_back(sql: &Sql, item: &PlannedItem, key: &model::ObligationId, sample: &str) {
    assert_eq!(sql.check(&item.give), Ok(()), "{sample}");
    let part = HandOver { key: key.clone(), give: item.give.clone() };
    let accepted = sql.hand_over(&part).await;
    assert!(accepted.is_ok(), "{sample}, {}: {accepted:?}\n{:#}", item.id, item.give);
    let insert = &item.give["insert"];
    let columns = insert["columns"].as_object().unwrap();
    let names: Vec<String> = columns.keys().cloned().collect();
    let matching =
        Json::from_iter([(insert["key"].as_str().unwrap().to_owned(), Json::from(key.to_string()))]);
    let select = serde_json::json!({"table": insert["table"], "where": matching, "columns": names});
    let rows = sql.select(serde_json::from_value::<Select>(select).unwrap()).await.unwrap();
    assert_eq!(rows.len(), 1, "{sample}");
    for ((name, value), there) in columns.iter().zip(&rows[0]) {
        assert_eq!(*there, cell(value), "{sample}: column {name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_arrives_in_the_agencies_databases_as_the_plan_says() {
    let folder = std::env::temp_dir().join(format!("portico-mapping-{}", std::process::id()));
    let databases = agency::prepare(&folder).unwrap();
    let mut handed_over = BTreeSet::new();
    let mut planned = BTreeSet::new();
    let mut number = 1;
    for service in catalogue().services() {
        planned.extend(service.plan.iter().map(|plan| (service.slug.clone(), plan.item.id.clone())));
        for sample in service.samples(TODAY) {
            // Some examples show a journey that ends before anything is sent.
            let Ok(answers) = forms::ready(service, &sample.answers, TODAY) else { continue };
            let reference = format!("K7P-{number:03}-9");
            for _ in 0..service.plan.len().max(1) {
                number += 1;
            }
            let items = service.plan_items(&answers, &facts(reference), TODAY);
            for (at, item) in items.iter().enumerate() {
                let sql = Sql::new(&databases[&item.connector]).unwrap();
                let key = connect::conformance::key(number * 10 + u32::try_from(at).unwrap());
                hand_over_and_read_back(&sql, item, &key, &sample.name).await;
                handed_over.insert((service.slug.clone(), item.id.clone()));
            }
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    assert_eq!(handed_over, planned, "every part of every plan has an example that reaches it");
    assert!(planned.len() >= 4);
}

#[test]
fn who_applies_in_spanish_is_on_record_as_a_speaker_of_spanish() {
    let catalogue = catalogue();
    let food = catalogue.services().find(|one| one.slug.as_str() == "apply-for-food-assistance").unwrap();
    let sample = food.samples(TODAY).into_iter().find(|one| one.name.contains("no income")).unwrap();
    for (language, code) in [("en", "ENGLISH"), ("es", "SPANISH")] {
        let facts = Facts { case_reference: "K7P-4QX-9".to_owned(), language: language.to_owned() };
        let items = food.plan_items(&sample.answers, &facts, TODAY);
        assert_eq!(items[0].give["insert"]["columns"]["LANG_CD"], code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agencies_databases_keep_what_is_in_them_when_prepared_again() {
    let folder = std::env::temp_dir().join(format!("portico-agency-{}", std::process::id()));
    let databases = agency::prepare(&folder).unwrap();
    let master =
        rusqlite::Connection::open(databases["dmv-records"].strip_prefix("sqlite:").unwrap()).unwrap();
    master.execute("UPDATE SEQ_CTL SET NXT_NO = 9000 WHERE SEQ_NM = 'RNWTXN  '", ()).unwrap();
    assert_eq!(agency::prepare(&folder).unwrap(), databases);
    let next: i64 =
        master.query_row("SELECT NXT_NO FROM SEQ_CTL WHERE SEQ_NM = 'RNWTXN  '", (), |r| r.get(0)).unwrap();
    let licenses: i64 = master.query_row("SELECT COUNT(*) FROM DL_MSTR", (), |r| r.get(0)).unwrap();
    let _ = std::fs::remove_dir_all(&folder);
    assert_eq!((next, licenses), (9000, 5));
}
