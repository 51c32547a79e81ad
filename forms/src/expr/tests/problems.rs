//! What authors read when an expression is wrong: the words, the place and what to write instead.

use super::*;

/// An expression wanted as a condition, and what is said: `[place] problem → help`, several with ` | ` between.
#[rustfmt::skip]
#[expect(clippy::needless_raw_string_hashes, reason = "rows of one shape read better")]
const PROBLEMS: &[(&str, &str)] = &[
    (r#"city = "x""#, r#"[=] `=` is not a sign here → write `==`"#),
    (r#"city == "#, r#"[] the expression ends too early → write what comes after the last sign, or remove the sign"#),
    (r#"(city == "x""#, r#"[] a closing bracket is missing → write `)`, `]` or `}` where it belongs"#),
    (r#"city == "x")"#, r#"[)] `)` cannot stand here → remove it, or put an operator such as `&&` or `==` before it"#),
    (r#"city == “x”"#, r#"[“] `“` is not a sign here → write `"`"#),
    (r#"has_car and has_car"#, r#"[and] `and` is not a sign here → write `&&`"#),
    (r#"not has_car"#, r#"[not] `not` is not a sign here → write `!`"#),
    (r#"city == "x"#, r#"["x] this text has no end, or a backslash too few → text stands between two quotes; write \\ for one backslash"#),
    (r#"city <> "x""#, r#"[<>] `<>` is not a sign here → write `!=`"#),
    (r#""#, r#"[] the expression is empty → write `true` for always"#),
    (r#"if (has_car)"#, r#"[if] `if` has a meaning of its own and cannot be a name → write `test ? this : that`"#),
    (r#"has_car ? 1"#, r#"[has_car ? 1] a choice needs two outcomes → write `test ? this : that`"#),
    (r#"99999999999999999999 == 1"#, r#"[99999999999999999999] this number is too large → write one with 18 digits or fewer"#),
    (r#"has(city)"#, r#"[city] `has` looks at one part of an answer → write `has(address.line2)`, or `answered(name)` for a whole answer"#),
    (r#"children.exists(1, true)"#, r#"[1] this must be a name for an entry → write `list.exists(x, x > 0)`"#),
    (r#"ctiy == "x""#, r#"[ctiy] nothing answered before this is named `ctiy` → did you mean `city`?"#),
    (r#"nobody == 1"#, r#"[nobody] nothing answered before this is named `nobody` → known here are `address`, `children`, `city`, `date_of_birth`, `has_car`, `hours`, `household_size`, `income`, `rent`, `unknown` and `vehicles`"#),
    (r#"has_car == yes"#, r#"[yes] nothing answered before this is named `yes` → write `true`"#),
    (r#"children.exists(c, chid.name == "Ana")"#, r#"[chid] nothing answered before this is named `chid` → known here are `address`, `children`, `city`, `date_of_birth`, `has_car`, `hours`, `household_size`, `income`, `rent`, `unknown` and `vehicles`"#),
    (r#"address.postalcode == "x""#, r#"[postalcode] `address` has no part `postalcode` → did you mean `postal_code`?"#),
    (r#"address.zip == "x""#, r#"[zip] `address` has no part `zip` → its parts are `line1`, `line2` and `postal_code`"#),
    (r#"children.name == "x""#, r#"[children.name] `children` is a list; only its entries have parts → look at each entry: `children.exists(x, x.name …)`"#),
    (r#"city.name == "x""#, r#"[city.name] `city` is text and has no parts → write `city` alone"#),
    (r#"income > 150"#, r#"[income > 150] money cannot be compared with a whole number → write `usd(150)`"#),
    (r#"150 < income"#, r#"[150 < income] a whole number cannot be compared with money → write `usd(150)`"#),
    (r#"income > 149.99"#, r#"[income > 149.99] money cannot be compared with a decimal number → write `usd("149.99")`"#),
    (r#"income > "150""#, r#"[income > "150"] money cannot be compared with text → write `usd("150")`"#),
    (r#"income == rent + 5"#, r#"[rent + 5] `+` cannot take money and a whole number → write `usd(5)`"#),
    (r#"income * 0.3 > rent"#, r#"[income * 0.3] `*` cannot take money and a decimal number → money stays exact: for a share of 30 percent, write `income * 30 / 100`"#),
    (r#"income * rent > rent"#, r#"[income * rent] `*` cannot take money and money → for a plain number, write `cents(rent)`"#),
    (r#"date_of_birth < "2008-01-31""#, r#"[date_of_birth < "2008-01-31"] a date cannot be compared with text → write `date("2008-01-31")`"#),
    (r#"date_of_birth < "01/31/2008""#, r#"[date_of_birth < "01/31/2008"] a date cannot be compared with text → write the day as `date("2026-01-31")`"#),
    (r#"date_of_birth > 18"#, r#"[date_of_birth > 18] a date cannot be compared with a whole number → write `age(date_of_birth)` or `days_since(date_of_birth)`"#),
    (r#"today - date_of_birth > 18"#, r#"[today - date_of_birth] `-` cannot take a date and a date → write `days_between(date_of_birth, today)`"#),
    (r#"date_of_birth + 30 < today"#, r#"[date_of_birth + 30] `+` cannot take a date and a whole number → write `add_days(date_of_birth, 30)`"#),
    (r#"has_car == "yes""#, r#"[has_car == "yes"] yes or no cannot be compared with text → write `true`, without quotes"#),
    (r#"household_size == "4""#, r#"[household_size == "4"] a whole number cannot be compared with text → write `4`, without quotes"#),
    (r#"city == 5"#, r#"[city == 5] text cannot be compared with a whole number → write `"5"`"#),
    (r#"city == household_size"#, r#"[city == household_size] text cannot be compared with a whole number → write `text(household_size)`"#),
    (r#"vehicles == "car""#, r#"[vehicles == "car"] a list cannot be compared with text → write `"car" in vehicles`"#),
    (r#""car" in city"#, r#"["car" in city] `in` looks into lists, not into text → write `city.contains("car")`"#),
    (r#""car" in has_car"#, r#"["car" in has_car] `in` looks into lists, but `has_car` is yes or no → write `"car" == has_car`"#),
    (r#"5 in vehicles"#, r#"[5] `vehicles` never holds a whole number: its entries are text → write `"5"`"#),
    (r#"city && has_car"#, r#"[city] `&&` needs yes or no, but `city` is text → compare it, such as `city == "…"`"#),
    (r#"!household_size"#, r#"[household_size] `!` needs yes or no, but `household_size` is a whole number → compare it, such as `household_size > 0`"#),
    (r#"has_car ? 1 : "x""#, r#"[has_car ? 1 : "x"] both outcomes must be of one type, but one is a whole number and the other text → give both outcomes the same type: `test ? "this" : "that"`"#),
    (r#"city"#, r#"[city] this must be yes or no, but it is text → compare it, such as `city == "…"`"#),
    (r#"household_size"#, r#"[household_size] this must be yes or no, but it is a whole number → compare it, such as `household_size > 0`"#),
    (r#"vehicles"#, r#"[vehicles] this must be yes or no, but it is a list → write `size(vehicles) > 0`"#),
    (r#"children"#, r#"[children] this must be yes or no, but it is a list → write `size(children) > 0`"#),
    (r#"address"#, r#"[address] this must be yes or no, but it is an answer with parts → write `answered(address)`"#),
    (r#"income"#, r#"[income] this must be yes or no, but it is money → compare it, such as `income > usd(0)`"#),
    (r#"household_size + hours > 1.0"#, r#"[household_size + hours] `+` cannot take a whole number and a decimal number → write `double(household_size)`"#),
    (r#"hours * 2 > 1.0"#, r#"[hours * 2] `*` cannot take a decimal number and a whole number → write `2.0`"#),
    (r#""a" + household_size == "a4""#, r#"["a" + household_size] `+` cannot take text and a whole number → write `text(household_size)`"#),
    (r#"-city == "x""#, r#"[-city] `-` needs a number, but this is text → write a number or an amount after it"#),
    (r#"has_car > true"#, r#"[has_car > true] `<` and `>` compare numbers, money, dates and text, not yes or no → write `==` or `!=`"#),
    (r#"vehicles > vehicles"#, r#"[vehicles > vehicles] `<` and `>` compare numbers, money, dates and text, not a list → compare its size: `size(vehicles) > 0`"#),
    (r#"uper(city) == "X""#, r#"[uper] there is no function `uper` → did you mean `upper`?"#),
    (r#"length(city) > 1"#, r#"[length] there is no function `length` → write `size(…)`"#),
    (r#"age(date_of_birth, 1) > 1"#, r#"[age] `age` takes one value, not 2 → for example `age(date("2000-01-31")) >= 18`"#),
    (r#"age(city) > 1"#, r#"[city] `age` needs a date, but this is text → write `date(city)`"#),
    (r#"age("2000-01-31") > 1"#, r#"["2000-01-31"] `age` needs a date, but this is text → write `date("2000-01-31")`"#),
    (r#"usd("ten") > rent"#, r#"["ten"] this is not an amount → write dollars and cents: `usd("149.99")`"#),
    (r#"date("2026-02-30") < today"#, r#"["2026-02-30"] this is not a day of the calendar → write year, month and day: `date("2026-01-31")`"#),
    (r#"format_date(today, "%H") == "x""#, r#"["%H"] this format asks for more than a day has → use `%Y`, `%m`, `%d`, `%B` or `%y`"#),
    (r#"city.upper() == "X""#, r#"[city.upper()] `upper` stands in front of its brackets → write `upper(city)`"#),
    (r#"startsWith(city, "R")"#, r#"[startsWith(city, "R")] `startsWith` is called on a text → write `city.startsWith("R")`"#),
    (r#"city.matches("(")"#, r#"["("] this is not a pattern → patterns are regular expressions, such as `^[0-9]{5}$`"#),
    (r#"city.matches(city)"#, r#"[city] the pattern must be text in quotes → such as `"^[0-9]{5}$"`"#),
    (r#"children.exist(c, c.name == "x")"#, r#"[exist] there is no function `exist` → did you mean `exists`?"#),
    (r#"children.exists(c.name)"#, r#"[exists] `exists` needs a name for an entry and a test of it → write `list.exists(x, x > 0)`"#),
    (r#"children.exists(c, c.name)"#, r#"[c.name] the test of an entry needs yes or no, but `c.name` is text → compare it, such as `c.name == "…"`"#),
    (r#"children.all(city, true)"#, r#"[children.all(city, true)] `city` already means something else here → give the entry another name, such as `x`"#),
    (r#"city.exists(c, true)"#, r#"[city] only a list has entries to look at, but `city` is text → write the name of a repeat or of a question with several answers"#),
    (r#"sum(vehicles) > 1"#, r#"[vehicles] `sum` needs a list of numbers or of money, but this is a list → for example `sum([usd(1), usd(2)]) == usd(3)`"#),
    (r#"text(address) == "x""#, r#"[address] `text` needs one value, or a list of them, but this is an answer with parts → for example `text(5) == "5"`"#),
    (r#"upper(vehicles) == "x""#, r#"[vehicles] `upper` needs text, but this is a list → join its entries first: `join(list, ", ")`"#),
    (r#"5u == 5"#, r#"[5u] there are no unsigned numbers here → write `5`"#),
    (r#"b'x' == city"#, r#"[b'x'] there are no bytes here → write text in quotes, without the b"#),
    (r#"{1: 2}.a == 2"#, r#"[{1: 2}] the name of a part must be text in quotes → write `{"name": value}`"#),
    (r#"Thing{a: 1} == 1"#, r#"[{a: 1] there are no messages here → write one value"#),
    (r#"city == "x" && ctiy == "y" && income > 1"#, r#"[ctiy] nothing answered before this is named `ctiy` → did you mean `city`? | [income > 1] money cannot be compared with a whole number → write `usd(1)`"#),
];

fn said(source: &str) -> String {
    let problems = Program::compile(source, &scope(), &Type::YesNo).err().unwrap_or_default();
    let lines = problems.iter().map(|problem| {
        let place = source.get(problem.range.clone()).expect("a range within the source");
        let help = format!(" → {}", problem.help);
        format!("[{place}] {}{help}", problem.message)
    });
    lines.collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_mistake_is_explained_where_it_stands() {
    for (source, expected) in PROBLEMS {
        assert_eq!(said(source), *expected, "{source}");
    }
}

#[test]
fn a_problem_on_a_later_line_or_after_accents_stands_where_it_is() {
    let source = "city == \"é\" &&\n  ctiy == \"x\"";
    assert_eq!(said(source), "[ctiy] nothing answered before this is named `ctiy` → did you mean `city`?");
    let source = "city == \"é\" &&\n  has_car = true";
    assert_eq!(said(source), "[=] `=` is not a sign here → write `==`");
}

#[test]
fn the_type_a_place_asks_for_is_checked() {
    let problem = Program::compile("income", &scope(), &Type::Text).unwrap_err().remove(0);
    assert_eq!(problem.message, "this must be text, but it is money");
    assert_eq!(problem.help, "write `text(income)`");
    let problem = Program::compile("address", &scope(), &Type::Text).unwrap_err().remove(0);
    assert_eq!(problem.help, "choose a part of it, such as `address.line1`");
}
