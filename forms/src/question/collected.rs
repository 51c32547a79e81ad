//! Addresses, emails and phone numbers that others collected, with their verdicts. Where we judge otherwise it stands here
//! with the reason, and nothing else may differ.

use std::collections::BTreeMap;

use super::contract::{ask, fields_of, parsed, question};
use crate::{Answer, Phone, inputs::text_of};

const EMAIL: &str = "{id: email, type: email}";
const PHONE: &str = "{id: phone, type: phone}";

/// An address of the isemail collection: what it says about it.
struct Email {
    number: u32,
    address: String,
    category: String,
    diagnosis: String,
}

fn emails() -> Vec<Email> {
    let xml = text_of("payloads/email-addresses/test/tests.xml");
    let between = |block: &str, tag: &str| {
        let (_, rest) = block.split_once(&format!("<{tag}>"))?;
        Some(rest.split_once(&format!("</{tag}>"))?.0.to_owned())
    };
    let read = |block: &str| {
        let number = block.split_once("id=\"")?.1.split_once('"')?.0.parse().ok()?;
        Some(Email {
            number,
            address: plain(&between(block, "address").unwrap_or_default()),
            category: between(block, "category")?,
            diagnosis: between(block, "diagnosis")?,
        })
    };
    xml.split("<test ").skip(1).filter_map(read).collect()
}

/// The text without XML's escapes. The collection writes a control character as the entity of its picture.
fn plain(xml: &str) -> String {
    let mut text = xml.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    while let Some((before, rest)) = text.split_once("&#x") {
        let (hex, after) = rest.split_once(';').unwrap();
        let code = u32::from_str_radix(hex, 16).unwrap();
        let code = if (0x2400..=0x241f).contains(&code) { code - 0x2400 } else { code };
        text = format!("{before}{}{after}", char::from_u32(code).unwrap());
    }
    text.replace("&amp;", "&")
}

/// Where we judge otherwise than the collection, by its numbers, and why.
const EMAILS: [(&str, &[u32]); 5] = [
    // No resident's mailbox is at a top-level domain, and `ana@gmail` is a slip of the finger.
    ("a domain without a dot is refused", &[5, 166]),
    // Mail to a bare number is refused nearly everywhere.
    ("an address of a machine instead of a domain is refused", &[61, 68, 72, 75, 77, 79, 81]),
    ("a quoted name that is empty or has an escaped space is refused", &[43, 55]),
    // Spaces and line ends come along when an address is pasted: they are cut off, and the rest is right.
    (
        "space around the address is cut off",
        &[
            88, 89, 99, 127, 128, 132, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154,
            155, 156, 157, 158,
        ],
    ),
    // The collection counts 254 characters, RFC 5321 (4.5.3.1.3) 256 with the brackets: only mail shows it.
    ("an address of 255 or 256 characters is accepted", &[39]),
];

/// What the collection calls fit for sending mail over the Internet.
fn may_be_sent(email: &Email) -> bool {
    ["ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", "ISEMAIL_RFC5321"].contains(&email.category.as_str())
}

#[test]
fn emails_are_judged_as_others_judge_them_but_for_what_stands_here() {
    let emails = emails();
    assert!(emails.len() >= 160, "{}", emails.len());
    let accepted =
        |email: &&Email| matches!(ask(&question(EMAIL), None, &[("email", &email.address)]), Ok(Some(_)));
    let differing = emails.iter().filter(|email| accepted(email) != may_be_sent(email));
    let differing: BTreeMap<u32, &str> =
        differing.map(|email| (email.number, email.diagnosis.as_str())).collect();
    let mut listed: Vec<u32> = EMAILS.iter().flat_map(|(_, numbers)| *numbers).copied().collect();
    listed.sort_unstable();
    assert_eq!(differing.keys().copied().collect::<Vec<_>>(), listed, "{differing:?}");
}

/// Numbers of the testing data that no numbering plan has: it is partly made up, so that the library can test itself.
const MADE_UP: [&str; 25] = [
    "+11234567890",
    "+12261234567",
    "+18001234567",
    "+19001234567",
    "+262639123456",
    "+290812345",
    "+29081234567",
    "+333123456",
    "+375112345",
    "+443123456789",
    "+448023456789",
    "+5211234567890",
    "+522123456789",
    "+541234567890",
    "+546234567890",
    "+548034567890",
    "+549234567890",
    "+5512345678",
    "+612261234567",
    "+810712345",
    "+810777012",
    "+812123",
    "+8691234567",
    "+882123456789",
    "+971600123456",
];

#[test]
fn phone_numbers_of_many_countries_are_accepted_but_for_those_that_are_made_up() {
    let xml = text_of("payloads/phone-numbers/resources/PhoneNumberMetadataForTesting.xml");
    let (mut tried, mut refused) = (0, Vec::new());
    for territory in xml.split("<territory ").skip(1) {
        let country = territory.split("countryCode=\"").nth(1).unwrap().split('"').next().unwrap();
        for example in territory.split("<exampleNumber>").skip(1) {
            let digits = format!("+{country}{}", example.split('<').next().unwrap());
            tried += 1;
            let Ok(answer) = ask(&question(PHONE), None, &[("phone", &digits)]) else {
                refused.push(digits);
                continue;
            };
            // None may be read as another number.
            let answer = answer.unwrap();
            assert_eq!(answer, Answer::Phone(Phone { e164: digits, extension: None }));
            let again = fields_of(PHONE, &answer);
            assert_eq!(parsed(PHONE, &[("phone", again.text("phone"))]), Some(answer));
        }
    }
    refused.sort();
    refused.dedup();
    assert_eq!((tried, refused), (93, MADE_UP.map(str::to_owned).to_vec()));
}
