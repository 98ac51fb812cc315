//! What a question is held against: for each fact its names, times, numbers, terms and ways of asking.

use super::derived::{Derived, Item};
use super::names::{Named, Names};
use super::reading::{Parsed, parse};
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::knowledge::{Base, EntityRef, Fact, FactRef, Gives, Kind, Metric, MetricRef, Standing, Subject};
use crate::language::{Canonicaliser, Lexicon, Period, Scripts, Time, Unit, named_times, stated_numbers};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A way of asking: its distinct terms and the sum of their weights.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Sorted.
    pub terms: Vec<TermId>,
    /// The sum of the weights.
    pub weight: f32,
}

/// What a question is held against.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The fact or computed figure.
    pub item: Item,
    /// Names that the record itself links to. Sorted.
    pub own: Vec<Named>,
    /// Names around it: what its names lie in, its event, the event's place. Sorted.
    pub context: Vec<Named>,
    /// For a figure: whose it is and every breakdown, none of which may be left out or replaced. Sorted.
    pub subject: Vec<Named>,
    /// For a figure: whose it is, and the series of the event that it is of.
    pub whose: Vec<Named>,
    /// The value is a growth rate.
    pub growth: bool,
    /// Breakdowns of a figure (partner, part) which the question must name.
    pub breakdown: Vec<Named>,
    /// Names in its label and its ways of asking. Sorted.
    pub asked_by: Vec<Named>,
    /// It lists members.
    pub listed: bool,
    /// Names in its label. Sorted.
    pub labelled: Vec<Named>,
    /// It states a percentage.
    pub percent: bool,
    /// It is a target, not a result.
    pub intended: bool,
    /// It is known not to be told by the source.
    pub gap: bool,
    /// It tells a post that a word such as "deputy" qualifies.
    pub modified: bool,
    /// What a figure measures.
    pub metric: Option<MetricRef>,
    /// The times it is about.
    pub times: Vec<Period>,
    /// Times that its texts mention.
    pub mentioned: Vec<Time>,
    /// Numbers that it states.
    pub numbers: Vec<Decimal>,
    /// Kinds of value that it supplies.
    pub gives: Vec<Gives>,
    /// Every term of its texts and names, one bit each.
    terms: Vec<u64>,
    /// Its ways of asking.
    pub asks: Vec<Ask>,
    /// Its label, compared like a way of asking.
    pub label: Ask,
    /// The terms of the post that it tells, both languages. Sorted.
    pub post: Vec<TermId>,
    /// The words that its metric is called by. Sorted.
    pub metric_words: Vec<TermId>,
}

impl Profile {
    /// Whether its texts or names hold a term.
    #[must_use]
    pub fn holds(&self, term: TermId) -> bool {
        self.terms.get(term as usize / 64).is_some_and(|word| word >> (term % 64) & 1 == 1)
    }

    /// Whether a name is that of its metric.
    #[must_use]
    pub fn metric_named(&self, name: &Named) -> bool {
        matches!(name, Named::Metric(m) if Some(*m) == self.metric)
    }

    fn hold(&mut self, term: TermId) {
        let at = term as usize / 64;
        if at >= self.terms.len() {
            self.terms.resize(at + 1, 0);
        }
        if let Some(word) = self.terms.get_mut(at) {
            *word |= 1 << (term % 64);
        }
    }
}

/// Profiles of everything, the terms they share, and the term lists for the index.
pub struct Profiles {
    /// One for each fact, then one for each computed figure.
    pub list: Vec<Profile>,
    /// The distinct terms of each: what the index holds.
    pub bags: Vec<Vec<TermId>>,
    /// The numbering of terms.
    pub vocabulary: Vocabulary,
}

struct Builder<'a> {
    base: &'a Base,
    canonicaliser: &'a Canonicaliser,
    names: &'a Names,
    lexicon: &'a Lexicon,
}

/// Makes the profiles of a base.
#[must_use]
pub fn profiles(base: &Base, derived: &[Derived], canonicaliser: &Canonicaliser, names: &Names, lexicon: &Lexicon) -> Profiles {
    let builder = Builder { base, canonicaliser, names, lexicon };
    let mut vocabulary = Vocabulary::default();
    let mut list = Vec::with_capacity(base.facts.len() + derived.len());
    let mut bags = Vec::with_capacity(list.capacity());
    let mut asks: Vec<(Vec<Parsed>, Parsed)> = Vec::with_capacity(list.capacity());
    let metric_words = builder.all_metric_words(&mut vocabulary);
    let words_of = |metric: Option<MetricRef>| metric.and_then(|m| metric_words.get(m.index()).cloned()).unwrap_or_default();
    for prepared in builder.prepare_all() {
        let Prepared { mut profile, texts, ways, label, post } = prepared;
        let mut bag = Vec::new();
        for parsed in texts.iter().chain(&ways) {
            bag.extend(parsed.terms().into_iter().map(|t| vocabulary.intern(t)));
        }
        bag.extend(profile.own.iter().chain(&profile.context).map(|n| vocabulary.intern(Term::Named(*n))));
        profile.metric_words = words_of(profile.metric);
        bag.extend(&profile.metric_words);
        bag.iter().for_each(|t| profile.hold(*t));
        if let Some(post) = post {
            profile.post = distinct(&post.terms().into_iter().map(|t| vocabulary.intern(t)).collect::<Vec<_>>());
        }
        for term in label.terms() {
            vocabulary.intern(term);
        }
        asks.push((ways, label));
        list.push(profile);
        bags.push(distinct(&bag));
    }
    for (n, figure) in derived.iter().enumerate() {
        let mut profile = builder.derived(n, figure, &list);
        let label = builder.parse(&format!("{}|{}", figure.label.zh, figure.label.en));
        let mut bag: Vec<TermId> = label.terms().into_iter().map(|t| vocabulary.intern(t)).collect();
        bag.extend(profile.own.iter().chain(&profile.context).map(|n| vocabulary.intern(Term::Named(*n))));
        profile.metric_words = words_of(profile.metric);
        bag.extend(&profile.metric_words);
        bag.iter().for_each(|t| profile.hold(*t));
        asks.push((Vec::new(), label));
        list.push(profile);
        bags.push(distinct(&bag));
    }
    vocabulary.weigh(bags.iter().map(Vec::as_slice));
    for (profile, (ways, label)) in list.iter_mut().zip(asks) {
        profile.asks = ways.iter().map(|p| builder.ask(p, &vocabulary)).collect();
        profile.label = builder.ask(&label, &vocabulary);
    }
    Profiles { list, bags, vocabulary }
}

fn distinct(terms: &[TermId]) -> Vec<TermId> {
    let mut terms = terms.to_vec();
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn sorted(mut names: Vec<Named>) -> Vec<Named> {
    names.sort_unstable();
    names.dedup();
    names
}

fn named(subject: Subject) -> Named {
    match subject {
        Subject::Entity(e) => Named::Entity(e),
        Subject::Event(f) => Named::Fact(f),
    }
}

/// A fact taken apart, before its terms are numbered.
struct Prepared {
    profile: Profile,
    texts: Vec<Parsed>,
    ways: Vec<Parsed>,
    label: Parsed,
    post: Option<Parsed>,
}

impl Builder<'_> {
    /// Takes all facts apart, one half on a second thread: this is most of the time of a start.
    fn prepare_all(&self) -> Vec<Prepared> {
        let facts: Vec<(FactRef, &Fact)> = self.base.facts().collect();
        let (first, second) = facts.split_at(facts.len() / 2);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| {
                // With tables of its own: those of the first thread are under a lock while it works.
                let canonicaliser = Scripts::load().map(Canonicaliser::new).ok()?;
                let builder = Builder { canonicaliser: &canonicaliser, ..*self };
                Some(second.iter().map(|(at, fact)| builder.prepare(*at, fact)).collect::<Vec<_>>())
            });
            let mut all: Vec<Prepared> = first.iter().map(|(at, fact)| self.prepare(*at, fact)).collect();
            let rest = other.join().ok().flatten();
            all.extend(rest.unwrap_or_else(|| second.iter().map(|(at, fact)| self.prepare(*at, fact)).collect()));
            all
        })
    }

    fn prepare(&self, at: FactRef, fact: &Fact) -> Prepared {
        let mut profile = self.links(at, fact);
        let texts: Vec<Parsed> = self.texts(fact).map(|t| self.parse(t)).collect();
        let ways: Vec<Parsed> = fact.asks.zh.iter().chain(&fact.asks.en).map(|t| self.parse(t)).collect();
        let label = self.parse(&format!("{}|{}", fact.label.zh, fact.label.en));
        self.mentioned(&mut profile, &texts);
        profile.modified = self.modified(fact);
        let mentions = ways.iter().chain([&label]).flat_map(|p| &p.mentions);
        profile.asked_by = sorted(mentions.flat_map(|m| m.named.iter().copied()).collect());
        profile.labelled = sorted(label.mentions.iter().flat_map(|m| m.named.iter().copied()).collect());
        let post = match &fact.kind {
            Kind::Role(role) => Some(self.parse(&format!("{}|{}", role.post.zh, role.post.en))),
            _ => None,
        };
        Prepared { profile, texts, ways, label, post }
    }

    fn parse(&self, text: &str) -> Parsed {
        parse(self.canonicaliser.base(text), self.names, self.lexicon)
    }

    fn ask(&self, parsed: &Parsed, vocabulary: &Vocabulary) -> Ask {
        let terms = distinct(&super::reading::compared_terms(parsed, vocabulary));
        let weight = terms.iter().map(|t| vocabulary.weight(*t)).sum();
        Ask { terms, weight }
    }

    fn modified(&self, fact: &Fact) -> bool {
        let Kind::Role(role) = &fact.kind else {
            return false;
        };
        let has = |text: &str| self.parse(text).general.iter().any(|w| w.role == crate::language::Role::Modifier);
        has(&role.post.zh) || has(&role.post.en)
    }

    /// Every text of a fact that may account for words of a question, both languages.
    fn texts<'b>(&self, fact: &'b Fact) -> impl Iterator<Item = &'b str> + use<'b, '_>
    where
        Self: 'b,
    {
        let mut texts: Vec<&'b str> = vec![&fact.label.zh, &fact.label.en];
        let mut both = |t: &'b crate::knowledge::Text| texts.extend([t.zh.as_str(), t.en.as_str()]);
        fact.text.iter().for_each(&mut both);
        fact.items.iter().for_each(&mut both);
        match &fact.kind {
            Kind::Event(event) => {
                both(&event.name);
                event.theme.iter().for_each(&mut both);
            }
            Kind::Initiative(initiative) => both(&initiative.name),
            Kind::Role(role) => both(&role.post),
            _ => {}
        }
        texts.into_iter()
    }

    /// The words that each metric is called by; a figure accounts for all of its metric's.
    fn all_metric_words(&self, vocabulary: &mut Vocabulary) -> Vec<Vec<TermId>> {
        let words = |metric: &Metric| {
            let counter = metric.counter.iter().flat_map(|c| [&c.zh, &c.en]);
            let names = [&metric.name.zh, &metric.name.en].into_iter().chain(&metric.aliases.zh).chain(&metric.aliases.en);
            let terms: Vec<TermId> = names
                .chain(counter)
                .flat_map(|text| self.parse(text).terms().into_iter().map(|t| vocabulary.intern(t)).collect::<Vec<_>>())
                .collect();
            distinct(&terms)
        };
        self.base.metrics.iter().map(words).collect()
    }

    fn mentioned(&self, profile: &mut Profile, texts: &[Parsed]) {
        // Texts of the base name no relative times; the date only matters to those.
        let today = Date::constant(2000, 1, 1);
        for parsed in texts {
            for time in named_times(&parsed.text, today) {
                if !profile.mentioned.contains(&time.time) {
                    profile.mentioned.push(time.time);
                }
            }
            for number in stated_numbers(&parsed.text) {
                profile.percent |= number.percent;
                if !profile.numbers.contains(&number.value) {
                    profile.numbers.push(number.value);
                }
            }
        }
    }

    /// What an entity lies in or belongs to, all the way up.
    fn around(&self, entity: EntityRef, out: &mut Vec<Named>) {
        for parent in self.base.entities.get(entity.index()).map_or(&[][..], |e| &e.within) {
            let named = Named::Entity(*parent);
            if !out.contains(&named) {
                out.push(named);
                self.around(*parent, out);
            }
        }
    }

    /// An event with its places and hosts; of the bigger events around it the name alone, since their places and
    /// people belong to their other parts as well. `bodies` takes in hosts and all that the event is about.
    fn around_event(&self, event: FactRef, out: &mut Vec<Named>, bodies: bool, depth: usize) {
        let Some(fact) = self.base.facts.get(event.index()) else {
            return;
        };
        out.push(Named::Fact(event));
        let Kind::Event(details) = &fact.kind else {
            return;
        };
        out.extend(details.series.map(Named::Entity));
        if depth == 0 {
            let bodies = details.hosts.iter().chain(&fact.about).filter(|e| bodies && !self.is_person(**e));
            for entity in details.at.iter().chain(bodies) {
                out.push(Named::Entity(*entity));
                self.around(*entity, out);
            }
        }
        if let Some(parent) = details.part_of.or(fact.event).filter(|_| depth < 4) {
            self.around_event(parent, out, bodies, depth + 1);
        }
    }

    fn is_person(&self, entity: EntityRef) -> bool {
        self.base.entities.get(entity.index()).is_some_and(|e| e.kind == crate::knowledge::EntityKind::Person)
    }

    fn links(&self, at: FactRef, fact: &Fact) -> Profile {
        let mut own: Vec<Named> = fact.about.iter().map(|e| Named::Entity(*e)).collect();
        let mut context = Vec::new();
        let mut whose = Vec::new();
        let (mut subject, mut breakdown, mut metric, mut numbers) = (Vec::new(), Vec::new(), None, Vec::new());
        let entities = |list: &[EntityRef]| list.iter().map(|e| Named::Entity(*e)).collect::<Vec<_>>();
        match &fact.kind {
            Kind::Event(event) => {
                own.push(Named::Fact(at));
                own.extend(entities(&event.at));
                own.extend(entities(&event.hosts));
                own.extend(event.series.map(Named::Entity));
                if let Some(parent) = event.part_of {
                    self.around_event(parent, &mut context, true, 1);
                }
            }
            Kind::Figure(figure) => {
                subject.push(named(figure.of));
                whose.push(named(figure.of));
                breakdown.extend(entities(&figure.partner));
                breakdown.extend(entities(&figure.part));
                subject.extend(&breakdown);
                own.extend(&subject);
                own.extend(figure.share_of.map(named));
                own.push(Named::Metric(figure.metric));
                metric = Some(figure.metric);
                numbers.push(figure.value.exact());
                numbers.push(figure.value.amount());
                numbers.extend(figure.from.iter().flat_map(|q| [q.exact(), q.amount()]));
                if let Subject::Event(event) = figure.of {
                    // Whoever names the series means its event.
                    if let Some(Kind::Event(details)) = self.base.facts.get(event.index()).map(|f| &f.kind) {
                        subject.extend(details.series.map(Named::Entity));
                        whose.extend(details.series.map(Named::Entity));
                    }
                    self.around_event(event, &mut context, true, 0);
                }
            }
            Kind::Initiative(initiative) => {
                own.push(Named::Fact(at));
                own.extend(entities(&initiative.by));
            }
            Kind::Role(role) => {
                own.push(Named::Entity(role.person));
                own.extend(entities(&role.at));
            }
            Kind::Statement | Kind::Unknown { .. } => {}
        }
        for period in fact.when.iter().map(|w| w.period) {
            numbers.extend([period.first(), period.last()].map(|d| Decimal::from(d.day())));
        }
        if !fact.items.is_empty() {
            numbers.push(Decimal::from(fact.items.len()));
        }
        for name in own.clone() {
            if let Named::Entity(entity) = name {
                self.around(entity, &mut context);
            }
        }
        let mut mentioned = Vec::new();
        let mut times: Vec<Period> = fact.when.iter().map(|w| w.period).collect();
        if let Some(event) = fact.event {
            if metric.is_some() {
                // A figure told at an event is not about the places and people of the event.
                context.push(Named::Fact(event));
            } else {
                self.around_event(event, &mut context, !matches!(fact.kind, Kind::Role(_)), 0);
            }
            let told_at = self.base.facts.get(event.index()).and_then(|e| e.when).map(|w| w.period);
            if fact.when.is_none() {
                times.extend(told_at);
            }
            mentioned.extend(told_at.map(Time::Period));
        }
        if let Some(source) = self.base.sources.get(fact.source.index()) {
            mentioned.push(Time::Period(source.date));
        }
        Profile {
            item: Item::Fact(at),
            own: sorted(own),
            context: sorted(context),
            subject: sorted(subject),
            whose,
            growth: matches!(&fact.kind, Kind::Figure(f) if f.growth.is_some()),
            breakdown: sorted(breakdown),
            asked_by: Vec::new(),
            listed: !fact.items.is_empty(),
            labelled: Vec::new(),
            percent: matches!(&fact.kind, Kind::Figure(f) if f.value.unit() == Unit::Percent),
            intended: fact.standing == Standing::Target,
            gap: matches!(fact.kind, Kind::Unknown { .. }),
            modified: false,
            metric,
            times,
            mentioned,
            numbers,
            gives: fact.gives.clone(),
            terms: Vec::new(),
            asks: Vec::new(),
            label: Ask::default(),
            post: Vec::new(),
            metric_words: Vec::new(),
        }
    }

    fn derived(&self, n: usize, figure: &Derived, facts: &[Profile]) -> Profile {
        let mut context = Vec::new();
        let breakdown: Vec<Named> = figure.breakdown.iter().map(|e| Named::Entity(*e)).collect();
        let mut subject = vec![named(figure.of)];
        subject.extend(&breakdown);
        let mut own = subject.clone();
        own.push(Named::Metric(figure.metric));
        for name in own.clone() {
            if let Named::Entity(entity) = name {
                self.around(entity, &mut context);
            }
        }
        let mut times = vec![figure.period];
        let mut numbers = Vec::new();
        for operand in &figure.operands {
            let Some(fact) = self.base.facts.get(operand.index()) else {
                continue;
            };
            times.extend(fact.when.map(|w| w.period));
            numbers.extend(facts.get(operand.index()).into_iter().flat_map(|p| p.numbers.iter().copied()));
            if let Kind::Figure(f) = &fact.kind {
                context.push(named(f.of));
                for partner in &f.partner {
                    context.push(Named::Entity(*partner));
                    self.around(*partner, &mut context);
                }
            }
        }
        Profile {
            item: Item::Derived(n),
            own: sorted(own),
            context: sorted(context),
            subject: sorted(subject),
            whose: vec![named(figure.of)],
            growth: false,
            breakdown: sorted(breakdown),
            asked_by: Vec::new(),
            listed: false,
            labelled: Vec::new(),
            percent: figure.unit == Some(Unit::Percent),
            intended: false,
            gap: false,
            modified: false,
            metric: Some(figure.metric),
            times,
            mentioned: Vec::new(),
            numbers,
            gives: vec![Gives::HowMuch, Gives::HowMany],
            terms: Vec::new(),
            asks: Vec::new(),
            label: Ask::default(),
            post: Vec::new(),
            metric_words: Vec::new(),
        }
    }
}
