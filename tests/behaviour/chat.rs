//! Conversations: follow-ups, picks, languages, commands, and when the context ends.

use crate::support::{Talk, output, tongshang};
use tongshang::language::Language;

#[test]
fn a_new_time_replaces_the_time() {
    let mut talk = Talk::begin();
    talk.say("北港2024年货值是多少？");
    assert_eq!(talk.answered("那2023年呢？"), ["north-cargo-2023"]);
    assert_eq!(talk.answered("2024年？"), ["north-cargo-2024"]);
    talk.say("What was North Port's cargo value in 2024?");
    assert_eq!(talk.answered("and in 2023?"), ["north-cargo-2023"]);
}

#[test]
fn a_time_that_the_base_lacks_is_no_answer() {
    for (first, then) in [("北港2024年货值是多少？", "那2020年呢？"), ("What was North Port's cargo value in 2024?", "and in 2020?")]
    {
        let mut talk = Talk::begin();
        talk.say(first);
        let said = talk.say(then);
        assert_eq!(said.status, "abstained");
        assert!(said.reply.text.contains("2020"), "{}", said.reply.text);
    }
}

#[test]
fn a_new_name_replaces_the_name_of_its_sort() {
    let mut talk = Talk::begin();
    talk.say("北港2024年货值是多少？");
    assert_eq!(talk.answered("南港呢？"), ["south-cargo-2024"]);
    talk.say("What was North Port's cargo value in 2024?");
    assert_eq!(talk.answered("and South Port?"), ["south-cargo-2024"]);
}

#[test]
fn a_new_metric_replaces_the_metric() {
    let mut talk = Talk::begin();
    talk.say("北港2024年货值是多少？");
    assert_eq!(talk.answered("那它的船舶呢？"), ["north-ships-2024"]);
    talk.say("What was North Port's cargo value in 2024?");
    assert_eq!(talk.answered("and its ships?"), ["north-ships-2024"]);
}

#[test]
fn who_where_when_and_why_ask_about_what_was_told() {
    let mut talk = Talk::begin();
    talk.say("港口日什么时候举行？");
    assert!(talk.say("在哪里？").reply.text.starts_with("灯塔厅"));
    assert_eq!(talk.answered("谁主持的？"), ["port-day-chair"]);
    assert_eq!(talk.answered("为什么？"), ["port-day-aim"]);
    assert_eq!(talk.answered("什么时候？"), ["port-day-2025"]);
    talk.say("When was the Port Day?");
    assert!(talk.say("where?").reply.text.starts_with("Lantern Hall"));
    assert_eq!(talk.answered("who chaired it?"), ["port-day-chair"]);
    assert_eq!(talk.answered("why?"), ["port-day-aim"]);
    assert_eq!(talk.answered("and when?"), ["port-day-2025"]);
}

#[test]
fn what_the_source_does_not_tell_is_no_answer() {
    let mut talk = Talk::begin();
    talk.say("When is the regatta?");
    assert_eq!(talk.say("why?").status, "abstained");
    assert_eq!(talk.say("who chaired it?").status, "abstained");
}

#[test]
fn a_member_of_a_list_is_picked_by_number() {
    let mut talk = Talk::begin();
    talk.say("What were the parts of the Port Day?");
    assert!(talk.say("the second one").reply.text.to_lowercase().contains("a night cruise"));
    assert!(talk.say("the last one").reply.text.to_lowercase().contains("a tug race"));
    assert_eq!(talk.say("the fifth one").status, "abstained");
    talk.say("港口日有哪些活动？");
    assert!(talk.say("第二个").reply.text.contains("灯光夜航"));
}

#[test]
fn an_event_of_a_list_is_picked_by_number() {
    let mut talk = Talk::begin();
    assert_eq!(talk.say("/events 2025").reply.facts, ["port-day-2025"]);
    assert_eq!(talk.answered("1"), ["port-day-2025"]);
    assert_eq!(talk.say("/events").reply.facts, ["regatta-2026"], "those to come");
}

#[test]
fn related_questions_are_offered_and_can_be_picked() {
    let mut talk = Talk::begin();
    let said = talk.say("When was the Port Day?");
    assert!((1..=3).contains(&said.related.len()));
    assert!(said.reply.text.contains(&said.related[0].label));
    assert_eq!(said.reply.facts, ["port-day-2025"], "what is only offered is not used");
    assert_eq!(talk.answered("2").len(), 1);
}

#[test]
fn there_is_nothing_to_pick_at_first() {
    let said = Talk::begin().say("the second one");
    assert_eq!((said.status, said.reply.facts.len()), ("abstained", 0));
}

#[test]
fn a_whole_new_question_is_a_new_topic() {
    let mut talk = Talk::begin();
    talk.say("北港2024年货值是多少？");
    assert_eq!(talk.answered("帆船赛什么时候办？"), ["regatta-2026"]);
    assert!(talk.say("在哪里？").reply.text.starts_with("南港"));
}

#[test]
fn the_context_ends_after_ten_minutes() {
    let mut talk = Talk::begin();
    talk.say("北港2024年货值是多少？");
    assert_eq!(talk.wait(9).answered("那2023年呢？"), ["north-cargo-2023"], "each exchange keeps it alive");
    assert_eq!(talk.wait(9).answered("2024年呢？"), ["north-cargo-2024"]);
    assert_ne!(talk.wait(10).answered("那2023年呢？"), ["north-cargo-2023"]);
}

#[test]
fn thanks_do_not_end_the_context() {
    let mut talk = Talk::begin();
    talk.say("When was the Port Day?");
    assert_eq!(talk.say("thanks!").status, "abstained");
    assert_eq!(talk.answered("who chaired it?"), ["port-day-chair"]);
}

#[test]
fn the_language_can_be_switched_and_the_answer_repeated() {
    let mut talk = Talk::begin();
    talk.say("港口日什么时候举行？");
    let said = talk.say("in English please");
    assert_eq!((said.language, said.status), (Language::En, "answered"));
    assert!(said.reply.text.starts_with("16–18 May 2025"), "{}", said.reply.text);
    assert_eq!(talk.say("北港2024年货值是多少？").language, Language::En, "it stays");
    assert_eq!(talk.say("用繁體").language, Language::ZhHant);
    assert!(talk.say("What was North Port's cargo value in 2024?").reply.text.starts_with("12.5億"));
    talk.say("/lang auto");
    assert_eq!(talk.say("When was the Port Day?").language, Language::En);
    assert_eq!(talk.say("说中文").language, Language::ZhHans);
}

#[test]
fn every_command_replies_in_every_language() {
    for language in [Language::ZhHans, Language::ZhHant, Language::En] {
        for command in ["/start", "/help", "/lang", "/lang en", "/sources", "/about", "/nonsense", "/events 2031", "/events Atlantis"] {
            let said = Talk::in_language(language).say(command);
            assert!(!said.reply.text.is_empty() && !said.reply.text.contains("command-"), "{command}: {}", said.reply.text);
        }
        assert_eq!(Talk::in_language(language).say("/help").status, "abstained");
    }
}

#[test]
fn a_conversation_in_english() {
    let text = Talk::begin().transcript(&[
        "What was North Port's cargo value in 2024?",
        "and in 2023?",
        "and in 2020?",
        "and its ships?",
        "When was the Port Day?",
        "who chaired it?",
        "why?",
        "What were the parts of the Port Day?",
        "the second one",
        "in Chinese please",
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn a_conversation_in_chinese() {
    let text = Talk::begin().transcript(&[
        "北港2024年货值是多少？",
        "那2023年呢？",
        "那2020年呢？",
        "它的船舶呢？",
        "港口日什么时候举行？",
        "谁主持的？",
        "为什么？",
        "港口日有哪些活动？",
        "第二个",
        "用英文再说一遍",
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn commands_in_both_languages() {
    for (name, language) in [("en", Language::En), ("zh", Language::ZhHans)] {
        let text = Talk::in_language(language).transcript(&["/start", "/help", "/lang", "/events", "/sources", "/about"]);
        insta::assert_snapshot!(format!("commands_{name}"), text);
    }
}

#[test]
fn the_terminal_greets_and_ends() {
    let text = output(tongshang(&["chat", "--lang", "en"]).write_stdin("When was the Port Day?\n/quit\nnever read\n"));
    assert!(text.contains("16–18 May 2025") && !text.contains("never"), "{text}");
    output(tongshang(&["chat", "--explain"]).write_stdin("北港2024年货值\n那2023年呢？"));
}
