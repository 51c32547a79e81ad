//! Reads the text form of protocol buffers, as far as CEL's conformance tests use it.

use std::{iter::Peekable, str::Chars};

/// A field: `name: 1`, `name: "text"` or `name { … }`.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A number, `true` or a name, as written.
    Word(String),
    /// Text, its escapes resolved.
    Text(String),
    /// Fields inside.
    Message(Message),
}

/// Fields in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message(pub Vec<(String, Field)>);

impl Message {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, field)| field)
    }

    pub fn messages<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.all(name).filter_map(|field| match field {
            Field::Message(message) => Some(message),
            _ => None,
        })
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.0.iter().find(|(found, _)| found == name)?.1 {
            Field::Text(text) | Field::Word(text) => Some(text),
            Field::Message(_) => None,
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }
}

/// The whole file. Panics where it is not understood: the files do not change by themselves.
pub fn read(source: &str) -> Message {
    let mut reader = Reader { chars: source.chars().peekable() };
    let message = reader.message();
    assert_eq!(reader.chars.next(), None, "all of the file is read");
    message
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn message(&mut self) -> Message {
        let mut fields = Vec::new();
        loop {
            self.space();
            match self.chars.peek() {
                None | Some('}') => return Message(fields),
                Some(',' | ';') => drop(self.chars.next()),
                Some(_) => fields.push(self.field()),
            }
        }
    }

    fn field(&mut self) -> (String, Field) {
        let name = self.word();
        assert!(!name.is_empty(), "a field has a name, before {:?}", self.chars.peek());
        self.space();
        self.chars.next_if_eq(&':');
        self.space();
        let field = match self.chars.peek() {
            Some('{') => {
                self.chars.next();
                let message = self.message();
                assert_eq!(self.chars.next(), Some('}'), "{name} ends");
                Field::Message(message)
            }
            Some('"' | '\'') => Field::Text(self.texts()),
            _ => Field::Word(self.word()),
        };
        (name, field)
    }

    fn word(&mut self) -> String {
        if self.chars.next_if_eq(&'[').is_some() {
            let mut word = String::new();
            while let Some(c) = self.chars.next_if(|c| *c != ']') {
                word.push(c);
            }
            self.chars.next();
            return word;
        }
        let mut word = String::new();
        while let Some(c) = self.chars.next_if(|c| c.is_alphanumeric() || "_.+-/".contains(*c)) {
            word.push(c);
        }
        word
    }

    /// Texts beside each other are one.
    fn texts(&mut self) -> String {
        let mut bytes = Vec::new();
        while let Some(quote) = self.chars.next_if(|c| matches!(c, '"' | '\'')) {
            while let Some(c) = self.chars.next_if(|c| *c != quote) {
                if c == '\\' {
                    self.escape(&mut bytes);
                } else {
                    bytes.extend(c.to_string().bytes());
                }
            }
            self.chars.next();
            self.space();
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let kind = self.chars.next().expect("a character after a backslash");
        match kind {
            'n' => bytes.push(b'\n'),
            't' => bytes.push(b'\t'),
            'r' => bytes.push(b'\r'),
            'a' => bytes.push(7),
            'b' => bytes.push(8),
            'f' => bytes.push(12),
            'v' => bytes.push(11),
            'x' | 'X' => bytes.push(u8::try_from(self.number(16, 2, String::new())).unwrap()),
            'u' => self.scalar(4, bytes),
            'U' => self.scalar(8, bytes),
            '0'..='7' => bytes.push(u8::try_from(self.number(8, 2, kind.to_string())).unwrap()),
            other => bytes.extend(other.to_string().bytes()),
        }
    }

    fn scalar(&mut self, digits: usize, bytes: &mut Vec<u8>) {
        let scalar = char::from_u32(self.number(16, digits, String::new())).expect("a character");
        bytes.extend(scalar.to_string().bytes());
    }

    fn number(&mut self, radix: u32, digits: usize, mut written: String) -> u32 {
        for _ in 0..digits {
            let Some(digit) = self.chars.next_if(|c| c.is_digit(radix)) else { break };
            written.push(digit);
        }
        u32::from_str_radix(&written, radix).expect("digits")
    }

    fn space(&mut self) {
        while let Some(c) = self.chars.next_if(|c| c.is_whitespace() || *c == '#') {
            if c == '#' {
                while self.chars.next_if(|c| *c != '\n').is_some() {}
            }
        }
    }
}

#[test]
fn fields_texts_and_messages_are_read() {
    let message = read("# c\na: 'x' \"\\u00e9\\x41\\101\"\nb { c: -1.5e3 }\nb: { d: true }\n");
    assert_eq!(message.text("a"), Some("xéAA"));
    let found: Vec<_> = message.messages("b").map(|b| (b.text("c"), b.text("d"))).collect();
    assert_eq!(found, [(Some("-1.5e3"), None), (None, Some("true"))]);
}
