//! Each kind of answer in words, in every language, on a tiny base about something else.

use rust_decimal::Decimal;
use std::path::Path;
use tongshang::knowledge::{Base, FactRef, Kind};
use tongshang::language::{Language, Period, Scripts, Talk, Unit, Wanted};
use tongshang::reply::{Reply, Writer};
use tongshang::retrieval::{Answer, Arithmetic, Computation, Derived, Engine, Item, Operand, Reason, Scope};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The tiny base with a writer.
struct Desk {
    engine: Engine,
    writer: Writer,
}

impl Desk {
    fn open() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour/replies/base");
        let base = Base::read(Some(&folder), &[])?;
        Ok(Self { engine: Engine::new(base)?, writer: Writer::new(Scripts::load()?)? })
    }

    fn base(&self) -> &Base {
        self.engine.base()
    }

    fn derived(&self) -> &[Derived] {
        self.engine.derived()
    }

    fn fact(&self, id: &str) -> Result<FactRef, String> {
        self.base().fact(id).ok_or_else(|| format!("no fact `{id}`"))
    }

    fn facts(&self, ids: &[&str]) -> Result<Vec<FactRef>, String> {
        ids.iter().map(|id| self.fact(id)).collect()
    }

    fn write(&self, answer: &Answer, language: Language) -> Reply {
        self.writer.write(answer, self.base(), self.derived(), language)
    }

    /// The replies in Chinese and English, with what they rest on.
    fn both(&self, answer: &Answer) -> String {
        let (zh, en) = (self.write(answer, Language::ZhHans), self.write(answer, Language::En));
        assert_eq!(zh.facts, en.facts);
        assert_eq!(zh.sources, en.sources);
        let choices: Vec<String> = zh.choices.iter().chain(&en.choices).map(|choice| format!("[{}]", choice.label)).collect();
        format!("{}\n\n{}\n\n{} | {} | {}", zh.text, en.text, zh.facts.join(" "), zh.sources.join(" "), choices.join(" "))
    }

    fn told(&self, ids: &[&str], wanted: Option<Wanted>) -> Result<String, String> {
        Ok(self.both(&Answer::told(self.facts(ids)?, wanted)))
    }

    fn operand(&self, id: &str) -> Result<Operand, String> {
        let at = self.fact(id)?;
        let value = match &self.base()[at].kind {
            Kind::Figure(figure) => figure.value.exact(),
            Kind::Event(event) => {
                let start = event.start.ok_or("no start")?.first();
                let epoch = jiff::civil::Date::constant(1970, 1, 1);
                Decimal::from(epoch.until(start).map_err(|e| e.to_string())?.get_days())
            }
            _ => return Err(format!("`{id}` has no value")),
        };
        Ok(Operand { item: Item::Fact(at), value })
    }

    fn computed(&self, operation: Arithmetic, ids: &[&str], unit: Option<Unit>) -> Result<String, String> {
        let operands: Vec<Operand> = ids.iter().map(|id| self.operand(id)).collect::<Result<_, _>>()?;
        let [a, b] = operands.as_slice() else {
            return Err("two operands".to_owned());
        };
        let result = Some(match operation {
            Arithmetic::Ratio => a.value / b.value,
            Arithmetic::Sum => a.value + b.value,
            Arithmetic::Order => b.value - a.value,
            _ => a.value - b.value,
        });
        Ok(self.both(&Answer::Computed(vec![Computation { operation, operands, result, unit }])))
    }

    fn abstained(&self, reason: Reason, nearest: Option<&str>) -> Result<String, String> {
        let nearest = nearest.map(|id| self.fact(id)).transpose()?.map(Item::Fact);
        Ok(self.both(&Answer::Abstained { reason, nearest }))
    }
}

macro_rules! snapshot {
    ($name:literal, $($text:expr),+ $(,)?) => {{
        let text = [$($text),+].join("\n\n----\n\n");
        insta::with_settings!({ snapshot_path => "replies/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, text);
        })
    }};
}

#[test]
fn a_figure_is_value_then_label_then_time() -> Outcome {
    let desk = Desk::open()?;
    snapshot!(
        "figures",
        desk.told(&["visitors-2023"], Some(Wanted::HowMany))?,
        desk.told(&["island-growth-2023"], None)?,
        desk.told(&["cape-repairs-share-2023"], None)?,
        desk.told(&["children-share-2023"], None)?,
        desk.told(&["island-rank-2023"], None)?,
        desk.told(&["cape-visitors-rise"], None)?,
        desk.told(&["repairs-target-2025"], Some(Wanted::HowMuch))?,
    );
    Ok(())
}

#[test]
fn an_event_begins_with_what_was_asked() -> Outcome {
    let desk = Desk::open()?;
    snapshot!(
        "events",
        desk.told(&["lamp-day"], Some(Wanted::When))?,
        desk.told(&["lamp-day"], Some(Wanted::Where))?,
        desk.told(&["lamp-day"], Some(Wanted::Who))?,
        desk.told(&["regatta"], Some(Wanted::When))?,
        desk.told(&["regatta"], Some(Wanted::Where))?,
        desk.told(&["reunion"], Some(Wanted::When))?,
        desk.told(&["concert"], Some(Wanted::When))?,
    );
    Ok(())
}

#[test]
fn other_facts_are_told_whole_with_their_standing() -> Outcome {
    let desk = Desk::open()?;
    snapshot!(
        "others",
        desk.told(&["new-lamps"], Some(Wanted::Which))?,
        desk.told(&["open-doors"], Some(Wanted::When))?,
        desk.told(&["lin-keeper"], Some(Wanted::Who))?,
        desk.told(&["brightest"], None)?,
        desk.told(&["lamp-day", "new-lamps", "island-repairs-2023"], None)?,
    );
    Ok(())
}

#[test]
fn a_computation_shows_result_operands_and_formula() -> Outcome {
    let desk = Desk::open()?;
    let repairs = ["cape-repairs-2023", "island-repairs-2023"];
    let mut parts = Vec::new();
    for operation in [Arithmetic::Compare, Arithmetic::Difference, Arithmetic::Sum] {
        parts.push(desk.computed(operation, &repairs, Some(Unit::Cny))?);
    }
    parts.push(desk.computed(Arithmetic::Ratio, &repairs, None)?);
    parts.push(desk.computed(Arithmetic::Compare, &["cape-repairs-share-2023", "children-share-2023"], Some(Unit::Percent))?);
    parts.push(desk.computed(Arithmetic::Compare, &["island-repairs-2023", "island-repairs-2023"], Some(Unit::Cny))?);
    parts.push(desk.computed(Arithmetic::Order, &["regatta", "lamp-day"], None)?);
    parts.push(desk.computed(Arithmetic::Order, &["lamp-day", "reunion"], None)?);
    parts.push(desk.computed(Arithmetic::Order, &["lamp-day", "lamp-day"], None)?);
    snapshot!("computed", parts.join("\n\n----\n\n"));
    Ok(())
}

#[test]
fn a_computed_figure_says_what_it_is() -> Outcome {
    let desk = Desk::open()?;
    let parts: Vec<String> = desk
        .derived()
        .iter()
        .map(|derived| {
            let operands = derived.operands.iter().map(|at| desk.operand(&desk.base()[*at].id)).collect::<Result<_, _>>()?;
            let computation =
                Computation { operation: Arithmetic::Derived(derived.clone()), operands, result: Some(derived.value), unit: derived.unit };
            Ok(format!("{:?}\n\n{}", derived.step, desk.both(&Answer::Computed(vec![computation]))))
        })
        .collect::<Result<_, String>>()?;
    snapshot!("derived", parts.join("\n\n----\n\n"));
    Ok(())
}

#[test]
fn a_list_has_a_heading_and_a_line_for_each() -> Outcome {
    let desk = Desk::open()?;
    let name = || vec!["月牙湾".to_owned()];
    let events = desk.facts(&["regatta", "lamp-day", "reunion", "concert"])?;
    let listed = |scope, facts: &[FactRef], counted| desk.both(&Answer::Listed { scope, facts: facts.to_vec(), counted });
    let of_year = |names, upcoming| Period::parse("2024").map(|period| Scope::Events { names, period: Some(period), upcoming });
    let any = Scope::Events { names: Vec::new(), period: None, upcoming: false };
    snapshot!(
        "lists",
        listed(of_year(name(), false)?, &events, false),
        listed(of_year(Vec::new(), true)?, &events[2..], false),
        listed(any, &events, true),
        listed(of_year(name(), false)?, &events[..2], true),
        listed(Scope::About(name()), &events[..1], true),
        listed(of_year(name(), true)?, &[], false),
        listed(Scope::Timeline(name()), &events[..2], false),
        listed(Scope::About(name()), &desk.facts(&["visitors-2023", "new-lamps", "lin-keeper", "brightest"])?, false),
        listed(Scope::Matching(Vec::new()), &events[..1], false),
    );
    Ok(())
}

#[test]
fn an_abstention_gives_the_reason_then_the_nearest() -> Outcome {
    let desk = Desk::open()?;
    let word = || "60".to_owned();
    let mut parts = vec![
        desk.abstained(Reason::OtherName("南角".to_owned()), Some("visitors-2023"))?,
        desk.abstained(Reason::OtherTime("2022".to_owned()), Some("cape-repairs-2023"))?,
        desk.abstained(Reason::OtherNumber(word()), Some("children-share-2023"))?,
        desk.abstained(Reason::Unexplained(vec!["weather".to_owned(), "tide".to_owned()]), Some("lamp-day"))?,
        desk.abstained(Reason::KnownGap(desk.fact("unknown-height")?), Some("island-rank-2023"))?,
        desk.abstained(Reason::NotComparable, None)?,
        desk.abstained(Reason::Nothing, None)?,
        desk.both(&Answer::Abstained { reason: Reason::Nothing, nearest: Some(Item::Derived(0)) }),
    ];
    for wanted in
        [Wanted::Who, Wanted::When, Wanted::Where, Wanted::HowMuch, Wanted::HowMany, Wanted::Which, Wanted::What, Wanted::Why, Wanted::How]
    {
        parts.push(desk.abstained(Reason::NotTold(wanted), None)?);
    }
    snapshot!("abstained", parts.join("\n\n----\n\n"));
    Ok(())
}

#[test]
fn a_question_back_offers_numbered_choices() -> Outcome {
    let desk = Desk::open()?;
    let choices = desk.facts(&["cape-repairs-2023", "lamp-day", "new-lamps", "cape-repairs-2023"])?;
    let related = desk.writer.related(&choices[1..3], desk.base(), Language::ZhHant);
    let none = desk.writer.related(&[], desk.base(), Language::En);
    assert_eq!(none, Reply::default());
    assert_eq!(related.choices.len(), 2);
    snapshot!("choices", desk.both(&Answer::Clarify { choices }), related.text);
    Ok(())
}

#[test]
fn talk_is_answered_in_a_line_or_two() -> Outcome {
    let desk = Desk::open()?;
    snapshot!(
        "talk",
        desk.both(&Answer::Talk(Talk::Greeting)),
        desk.both(&Answer::Talk(Talk::Thanks)),
        desk.both(&Answer::Talk(Talk::Help)),
        desk.both(&Answer::Talk(Talk::Rude)),
        desk.both(&Answer::Empty),
        desk.write(&Answer::Foreign { nearest: Some(Item::Fact(desk.fact("lamp-day")?)) }, Language::ZhHans).text,
        desk.write(&Answer::Foreign { nearest: None }, Language::En).text,
    );
    Ok(())
}

#[test]
fn a_traditional_reply_is_traditional_throughout() -> Outcome {
    let desk = Desk::open()?;
    let answer = Answer::told(desk.facts(&["visitors-2023", "lamp-day"])?, None);
    snapshot!("traditional", desk.write(&answer, Language::ZhHant).text);
    Ok(())
}

#[test]
fn every_fact_and_figure_of_the_embedded_base_has_words() -> Outcome {
    let engine = Engine::new(Base::embedded()?)?;
    let writer = Writer::new(Scripts::load()?)?;
    let facts = engine.base().facts().map(|(at, _)| Item::Fact(at));
    let derived = (0..engine.derived().len()).map(Item::Derived);
    for item in facts.chain(derived) {
        for language in [Language::ZhHans, Language::ZhHant, Language::En] {
            let answer = Answer::Abstained { reason: Reason::Nothing, nearest: Some(item) };
            let reply = writer.write(&answer, engine.base(), engine.derived(), language);
            assert!(!reply.text.contains("{$") && !reply.text.contains("{ $"), "{}", reply.text);
            assert!(!reply.facts.is_empty() && !reply.sources.is_empty(), "{}", reply.text);
            assert!(!reply.text.lines().any(|line| line.trim().is_empty()), "{}", reply.text);
        }
    }
    Ok(())
}
