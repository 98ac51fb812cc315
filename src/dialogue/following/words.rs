//! How people ask to be reminded: requests and leads in words. The words are data.

use crate::dialogue::words::WordsError;
use crate::language::read_han;
use crate::reminders::{Lead, LeadError, sorted_leads};
use jiff::civil::Time;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    anywhere: Vec<String>,
    front: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    between: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    minutes: u32,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leads {
    patterns: Vec<String>,
    between: String,
    start: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    follow: Asking,
    unfollow: Asking,
    mine: Asking,
    everything: List,
    unit: Vec<Unit>,
    numbers: BTreeMap<String, u32>,
    leads: Leads,
    pronouns: List,
    all: List,
    off: List,
    day: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Day {
    first: Vec<String>,
    second: Vec<String>,
    half: Vec<String>,
}

/// What is asked about following.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dialogue) enum Request {
    /// To be told of something.
    Follow(Wish),
    /// Not to be told any more.
    Unfollow(Wish),
    /// What is followed.
    Mine,
}

/// What a request is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::dialogue) struct Wish {
    /// The text without the words of the request.
    pub rest: String,
    /// When before the start; `None` where nothing is said.
    pub leads: Option<Result<Vec<Lead>, LeadError>>,
    /// The words may also be meant otherwise: only a name makes it a request.
    pub weak: bool,
}

/// Reads requests.
pub(in crate::dialogue) struct FollowingWords {
    data: Data,
    /// Made when first needed: a start should not wait for it.
    patterns: OnceLock<Patterns>,
}

#[derive(Default)]
struct Patterns {
    /// A number with a unit.
    measure: Option<Regex>,
    /// Ways of saying leads.
    leads: Vec<Regex>,
}

impl Patterns {
    fn of(data: &Data) -> Result<Self, regex::Error> {
        let longest_first = |words: Vec<&str>| {
            let mut words = words;
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words.into_iter().map(regex::escape).collect::<Vec<_>>().join("|")
        };
        let units = longest_first(data.unit.iter().flat_map(|unit| unit.words.iter().map(String::as_str)).collect());
        let numbers = longest_first(data.numbers.keys().map(String::as_str).collect());
        let number = format!("[0-9]+|[零一二两三四五六七八九十百]+|{numbers}");
        let one = format!("(?:{number}) ?-?(?:{units})");
        let many = format!("((?:{one} ?(?:(?:{}) ?)?)+)", data.leads.between);
        // A word of Latin letters begins and ends at a boundary; Chinese has none.
        let bounded = |pattern: &String| Regex::new(&format!("(?:^|[^a-z0-9])({})(?:[^a-z]|$)", pattern.replace("{}", &many)));
        let leads = data.leads.patterns.iter().map(bounded).collect::<Result<_, _>>()?;
        Ok(Self { measure: Some(Regex::new(&format!("({number}) ?-?({units})"))?), leads })
    }
}

impl FollowingWords {
    pub(in crate::dialogue) fn load() -> Result<Self, WordsError> {
        let data: Data = toml::from_str(include_str!("words.toml")).map_err(Box::new)?;
        Ok(Self { data, patterns: OnceLock::new() })
    }

    /// What a text asks about following. It is in lower case and Simplified characters.
    pub(in crate::dialogue) fn read(&self, text: &str) -> Option<Request> {
        let plain = text.trim().trim_end_matches(['.', '!', '?', '。', '！', '？', '~', '～']).trim();
        if self.data.mine.whole.iter().any(|whole| whole == plain) {
            return Some(Request::Mine);
        }
        if self.data.unfollow.whole.iter().any(|whole| whole == plain) {
            return Some(Request::Unfollow(Wish::default()));
        }
        // To be left alone says the words of being told as well, so it goes first.
        if let Some((rest, _)) = asked(&self.data.unfollow, plain) {
            return Some(Request::Unfollow(Wish { rest, leads: None, weak: false }));
        }
        let (rest, weak) = asked(&self.data.follow, plain)?;
        let (rest, leads) = self.leads(&rest);
        Some(Request::Follow(Wish { rest, weak: weak && leads.is_none(), leads }))
    }

    /// The leads that a text says, and the text without them.
    pub(in crate::dialogue) fn leads(&self, text: &str) -> (String, Option<Result<Vec<Lead>, LeadError>>) {
        // A test sees to it that they can be made.
        let patterns = self.patterns.get_or_init(|| Patterns::of(&self.data).unwrap_or_default());
        let mut rest = text.to_owned();
        let mut found: Vec<Result<Lead, LeadError>> = Vec::new();
        for pattern in &patterns.leads {
            let Some((whole, list)) = pattern.captures(&rest).and_then(|c| Some((c.get(1)?.range(), c.get(2)?.as_str().to_owned()))) else {
                continue;
            };
            let measures = patterns.measure.iter().flat_map(|measure| measure.captures_iter(&list));
            found.extend(measures.filter_map(|c| self.lead(c.get(1)?.as_str(), c.get(2)?.as_str())));
            rest.replace_range(whole, " ");
        }
        for start in &self.data.leads.start {
            if let Some(without) = without(&rest, start) {
                rest = without;
                found.push(Ok(Lead::START));
            }
        }
        let leads = found.into_iter().collect::<Result<Vec<_>, _>>().map(sorted_leads);
        let leads = (leads != Ok(Vec::new())).then_some(leads);
        (rest.trim().to_owned(), leads)
    }

    fn lead(&self, number: &str, unit: &str) -> Option<Result<Lead, LeadError>> {
        let minutes = self.data.unit.iter().find(|u| u.words.iter().any(|w| w == unit))?.minutes;
        let count = match number.parse::<u32>() {
            Ok(count) => Some(count),
            // A number too long for any count is too long for a lead.
            Err(_) if number.chars().all(|c| c.is_ascii_digit()) => return Some(Err(LeadError::TooLong)),
            Err(_) => self.data.numbers.get(number).copied().or_else(|| {
                let run: Vec<char> = number.chars().collect();
                read_han(&run).and_then(|n| u32::try_from(n).ok())
            }),
        }?;
        // Nought of the words for numbers is a half.
        let minutes = if count == 0 && !number.starts_with('0') { minutes / 2 } else { count.saturating_mul(minutes) };
        Some(Lead::minutes(minutes))
    }

    /// Whether a text says that everything is meant.
    pub(in crate::dialogue) fn means_everything(&self, text: &str) -> bool {
        self.data.everything.words.iter().any(|word| without(text, word).is_some())
    }

    /// Whether a text says that all that is followed is meant.
    pub(in crate::dialogue) fn means_all(&self, text: &str) -> bool {
        self.data.all.words.iter().any(|word| without(text, word).is_some())
    }

    /// Times of the day that a text names, in order: `22:00`, `7`, `晚上十点`, `10 pm`. `None` when one is no time.
    pub(in crate::dialogue) fn times_of_day(&self, text: &str) -> Option<Vec<Time>> {
        let Day { first, second, half } = &self.data.day;
        let or = |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
        let (halves, half_hour) = (or(&[first.clone(), second.clone()].concat()), or(half));
        let pattern = format!("({halves})? ?([0-9]+|[零一二两三四五六七八九十]+)(?:[:：点时]([0-9]+|{half_hour})?)? ?({halves})?");
        let number = |digits: &str| match digits.parse::<i64>() {
            Ok(number) => Some(number),
            Err(_) => read_han(&digits.chars().collect::<Vec<_>>()),
        };
        let found = Regex::new(&pattern).ok()?;
        let time = |c: regex::Captures<'_>| {
            let said = |n: usize| c.get(n).map(|m| m.as_str());
            let later = [said(1), said(4)].into_iter().flatten().any(|word| second.iter().any(|w| w == word));
            let hour = number(said(2)?).filter(|hour| (0..24).contains(hour))?;
            let minute = said(3).map_or(Some(0), |m| if half.iter().any(|h| h == m) { Some(30) } else { number(m) })?;
            let hour = if later && hour < 12 { hour + 12 } else { hour };
            Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
        };
        found.captures_iter(text).map(time).collect()
    }

    /// Whether a text ends something.
    pub(in crate::dialogue) fn means_off(&self, text: &str) -> bool {
        self.data.off.words.iter().any(|word| word == text)
    }

    /// Whether a text is no more than a word for what was spoken of.
    pub(in crate::dialogue) fn is_pronoun(&self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty()
            || self.data.pronouns.words.iter().any(|word| without(text, word).is_some_and(|rest| rest.trim().chars().count() <= 6))
    }
}

/// The text without the words that ask, and whether only its beginning asks.
fn asked(asking: &Asking, text: &str) -> Option<(String, bool)> {
    let longest = |found: Option<(usize, String)>, (length, rest): (usize, String)| match found {
        Some((best, _)) if best >= length => found,
        _ => Some((length, rest)),
    };
    let anywhere = asking.anywhere.iter().filter_map(|phrase| Some((phrase.len(), without(text, phrase)?))).fold(None, longest);
    if let Some((_, rest)) = anywhere {
        return Some((rest, false));
    }
    let between = asking.between.iter().filter_map(|(before, after)| {
        let rest = text.strip_prefix(before.as_str()).filter(|rest| ends_word(before, rest))?.strip_suffix(after.as_str())?;
        let bounded = !after.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
        (bounded && !rest.trim().is_empty()).then(|| (before.len() + after.len(), rest.trim().to_owned()))
    });
    if let Some((_, rest)) = between.fold(None, longest) {
        return Some((rest, false));
    }
    let front = asking.front.iter().filter_map(|phrase| {
        let rest = text.strip_prefix(phrase.as_str()).filter(|rest| ends_word(phrase, rest))?;
        Some((phrase.len(), rest.trim().to_owned()))
    });
    front.fold(None, longest).map(|(_, rest)| (rest, true))
}

/// Whether a phrase of Latin letters is not followed by another letter.
fn ends_word(phrase: &str, rest: &str) -> bool {
    !phrase.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

/// The text without a phrase; `None` when it is not there, or only within a word.
fn without(text: &str, phrase: &str) -> Option<String> {
    let fits = |at: usize| {
        let (before, after) = (text.get(..at)?, text.get(at + phrase.len()..)?);
        let bounded = !phrase.is_ascii() || !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        (bounded && ends_word(phrase, after)).then(|| format!("{} {}", before.trim(), after.trim()).trim().to_owned())
    };
    text.match_indices(phrase).find_map(|(at, _)| fits(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_count_of_any_unit_is_a_lead_or_too_long(count in any::<u64>(), unit in 0_usize..5) {
            let (en, zh, minutes) = [("minutes", "分钟", 1), ("hours", "小时", 60), ("days", "天", 1_440), ("weeks", "周", 10_080), ("months", "个月", 43_200)][unit];
            let lead = u32::try_from(count).ok().and_then(|n| n.checked_mul(minutes)).and_then(|n| Lead::minutes(n).ok());
            let expected = lead.map_or_else(|| LeadError::TooLong.to_string(), |lead| lead.to_string());
            prop_assert_eq!(follows(&format!("remind me {count} {en} before the regatta")).1, expected.as_str());
            prop_assert_eq!(follows(&format!("提前{count}{zh}提醒我帆船赛")).1, expected);
        }

        #[test]
        fn hours_are_read_as_the_program_writes_them(from in 0_i8..24, to in 0_i8..24, minute in 0_i8..60) {
            let time = |hour, minute| jiff::civil::Time::new(hour, minute, 0, 0).expect("a time");
            let reader = FollowingWords::load().expect("the words");
            for text in [format!("{from:02}:{minute:02}-{to:02}:00"), format!("{from}:{minute:02} – {to}:00")] {
                prop_assert_eq!(reader.times_of_day(&text), Some(vec![time(from, minute), time(to, 0)]), "{}", text);
            }
        }

        #[test]
        fn whatever_is_typed_is_read_somehow(text in any::<String>(), words in "(remind me|提醒我|前|before|days|天|半|two|and|和|9{1,30}| ){0,12}") {
            let reader = FollowingWords::load().expect("the words");
            for text in [text, words] {
                let (rest, _) = reader.leads(&text);
                prop_assert!(rest.len() <= text.len() + 8);
                reader.read(&text.to_lowercase());
                reader.times_of_day(&text);
            }
        }
    }

    fn read(text: &str) -> Option<Request> {
        FollowingWords::load().expect("the words").read(text)
    }

    fn follows(text: &str) -> (String, String) {
        match read(text) {
            Some(Request::Follow(wish)) => {
                let leads = wish.leads.map(|leads| leads.map(|l| crate::reminders::written_leads(&l)).unwrap_or_else(|e| e.to_string()));
                (wish.rest, leads.unwrap_or_default())
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_patterns_can_be_made() {
        let words = FollowingWords::load().expect("the words");
        assert!(Patterns::of(&words.data).is_ok());
    }

    #[test]
    fn leads_are_read_in_both_languages() {
        for (text, rest, leads) in [
            ("remind me two days before the regatta", "the regatta", "2d"),
            ("remind me a week and one day before the regatta", "the regatta", "7d,1d"),
            ("remind me of the regatta 15 minutes in advance", "of the regatta", "15m"),
            ("please remind me half an hour before it", "please  it", "30m"),
            ("提前三天提醒我帆船赛", "帆船赛", "3d"),
            ("帆船赛前两周和一天提醒我", "帆船赛", "14d,1d"),
            ("帆船赛开始前半小时提醒我", "帆船赛", "30m"),
            ("提醒我帆船赛", "帆船赛", ""),
            ("remind me of the regatta when it starts", "of the regatta", "0"),
            ("remind me 99999999999 days before the regatta", "the regatta", "a lead is a year at most"),
        ] {
            let (found, lead) = follows(text);
            assert_eq!(
                (found.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), lead.as_str()),
                (rest.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), leads),
                "{text}"
            );
        }
    }

    #[test]
    fn being_left_alone_is_no_wish_to_be_reminded() {
        for text in ["取消提醒", "别提醒我帆船赛了", "stop reminding me about the regatta", "don't remind me of it", "unfollow the regatta"]
        {
            assert!(matches!(read(text), Some(Request::Unfollow(_))), "{text}");
        }
        assert_eq!(read("my reminders"), Some(Request::Mine));
        assert_eq!(read("我的提醒"), Some(Request::Mine));
    }

    #[test]
    fn times_of_the_day_are_read_as_people_write_them() {
        let words = FollowingWords::load().expect("the words");
        let said = |text: &str| {
            words.times_of_day(text).map(|times| times.iter().map(|t| t.strftime("%H:%M").to_string()).collect::<Vec<_>>().join(" "))
        };
        for (text, times) in [
            ("22:00-07:00", "22:00 07:00"),
            ("22-7", "22:00 07:00"),
            ("22:30 – 6", "22:30 06:00"),
            ("22点到7点", "22:00 07:00"),
            ("晚上十点半到早上七点", "22:30 07:00"),
            ("10 pm to 6:30 am", "22:00 06:30"),
            ("22", "22:00"),
            ("night", ""),
        ] {
            assert_eq!(said(text).as_deref(), Some(times), "{text}");
        }
        for text in ["25-7", "22:99-7", "99999999999999999999-7"] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn questions_are_no_requests() {
        for text in ["when is the regatta?", "the follow-up of the regatta", "followers of the port", "港口日什么时候举行", "谁关注港口日"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
