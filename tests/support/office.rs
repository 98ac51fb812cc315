//! The office: a dialogue over the base that is built in, at a fixed time, and what a test says of a reply.
#![allow(dead_code, reason = "each test file uses its part")]

use jiff::{Timestamp, Zoned};
use std::sync::OnceLock;
use tongshang::dialogue::{Dialogue, Said};
use tongshang::knowledge::Base;
use tongshang::retrieval::Engine;

/// The time that all questions are asked at.
pub const NOW: &str = "2026-01-31T12:00:00+08:00";

/// The clock of the office.
pub fn now() -> Zoned {
    let now: Timestamp = NOW.parse().expect("a time");
    now.in_tz("Asia/Shanghai").expect("a zone")
}

/// A dialogue over the built-in base, prepared once for all tests of a file.
pub fn office() -> &'static Dialogue {
    static OFFICE: OnceLock<Dialogue> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let base = Base::embedded().unwrap_or_else(|problems| panic!("the built-in base is sound:\n{}", problems.render(false)));
        Dialogue::new(Engine::new(base).expect("an engine")).expect("a dialogue")
    })
}

/// A question with its reply; each method holds the reply to one thing and hands it on.
pub struct Exchange {
    question: String,
    said: Said,
}

/// Asks a question that stands alone.
pub fn ask(question: &str) -> Exchange {
    ask_at(question, &now())
}

/// Asks a question that stands alone at another time.
pub fn ask_at(question: &str, now: &Zoned) -> Exchange {
    let said = office().ask(question, now.date(), None).expect("a reply");
    Exchange { question: question.to_owned(), said }
}

impl Exchange {
    /// It is answered, and these facts are told, whatever else is told beside them.
    #[track_caller]
    pub fn tells(self, facts: &[&str]) -> Self {
        self.holds(self.said.status == "answered", "it is answered");
        self.uses(facts)
    }

    /// It is answered with exactly these facts, in any order.
    #[track_caller]
    pub fn tells_only(self, facts: &[&str]) -> Self {
        let reply = self.tells(facts);
        reply.holds(reply.said.reply.facts.len() == facts.len(), &format!("no other facts than {facts:?} are told"));
        reply
    }

    /// These facts are behind the reply.
    #[track_caller]
    pub fn uses(self, facts: &[&str]) -> Self {
        for fact in facts {
            self.holds(self.has(fact), &format!("`{fact}` is told"));
        }
        self
    }

    /// The facts that stand first, in this order.
    #[track_caller]
    pub fn in_order(self, facts: &[&str]) -> Self {
        let told: Vec<&str> = self.said.reply.facts.iter().map(String::as_str).filter(|f| facts.contains(f)).collect();
        self.holds(told == facts, &format!("the order is {facts:?}"));
        self
    }

    /// It is not answered.
    #[track_caller]
    pub fn abstains(self) -> Self {
        self.holds(self.said.status == "abstained", "it is not answered");
        self.holds(!self.text().trim().is_empty(), "the reply says so");
        self
    }

    /// It is not answered; this fact is offered as the nearest.
    #[track_caller]
    pub fn offers(self, fact: &str) -> Self {
        self.abstains().uses(&[fact])
    }

    /// It is not answered, and nothing is offered instead.
    #[track_caller]
    pub fn offers_nothing(self) -> Self {
        let reply = self.abstains();
        reply.holds(reply.said.reply.facts.is_empty(), "nothing is offered instead");
        reply
    }

    /// It is answered with a question back, with these facts among the choices.
    #[track_caller]
    pub fn asks_back(self, choices: &[&str]) -> Self {
        self.holds(self.said.status == "clarify", "it asks back");
        let base = office().engine().base();
        let offered: Vec<&str> = self.said.reply.choices.iter().map(|c| base[c.fact].id.as_str()).collect();
        for choice in choices {
            self.holds(offered.contains(choice), &format!("`{choice}` is a choice"));
        }
        self
    }

    /// Whatever the status, the claim is not confirmed: this fact is told, and with it what is so.
    #[track_caller]
    pub fn corrected_by(self, fact: &str, what_is_so: &str) -> Self {
        self.uses(&[fact]).says(&[what_is_so])
    }

    /// The sources behind the reply are these, and the text names each.
    #[track_caller]
    pub fn from(self, sources: &[&str]) -> Self {
        self.holds(self.said.reply.sources == sources, &format!("the sources are {sources:?}"));
        let base = office().engine().base();
        for id in sources {
            let source = &base[base.source(id).unwrap_or_else(|| panic!("`{id}` is a source"))];
            let publisher = if self.said.language.is_chinese() { &source.publisher.zh } else { &source.publisher.en };
            let named = office().engine().scripts().simplify(self.text()).contains(publisher.as_str());
            self.holds(named, &format!("the text names {publisher}"));
        }
        self
    }

    /// The text has each of these.
    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            self.holds(self.text().contains(part), &format!("it says `{part}`"));
        }
        self
    }

    /// The text begins with this: short first.
    #[track_caller]
    pub fn begins(self, with: &str) -> Self {
        self.holds(self.text().starts_with(with), &format!("it begins with `{with}`"));
        self
    }

    /// The text has none of these.
    #[track_caller]
    pub fn leaves_out(self, parts: &[&str]) -> Self {
        for part in parts {
            self.holds(!self.text().contains(part), &format!("it does not say `{part}`"));
        }
        self
    }

    /// The language of the reply.
    #[track_caller]
    pub fn speaks(self, tag: &str) -> Self {
        self.holds(self.said.language.tag() == tag, &format!("the reply is in {tag}"));
        self
    }

    /// The question and all of its reply, for a snapshot.
    pub fn written(&self) -> String {
        let Said { status, reply, language, .. } = &self.said;
        let choices: Vec<&str> = reply.choices.iter().map(|c| c.label.as_str()).collect();
        let choices = if choices.is_empty() { String::new() } else { format!("\nchoices: {}", choices.join(" | ")) };
        format!(
            "> {}\n{}\n[{status}, {}] {} | {}{choices}",
            self.question,
            reply.text,
            language.tag(),
            reply.facts.join(" "),
            reply.sources.join(" ")
        )
    }

    fn text(&self) -> &str {
        &self.said.reply.text
    }

    fn has(&self, fact: &str) -> bool {
        assert!(office().engine().base().fact(fact).is_some(), "`{fact}` is a fact of the base");
        self.said.reply.facts.iter().any(|f| f == fact)
    }

    #[track_caller]
    fn holds(&self, so: bool, what: &str) {
        assert!(so, "expected that {what}\n{}\n", self.written());
    }
}
