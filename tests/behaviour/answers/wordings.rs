//! The same facts however they are asked for: typos, Traditional script, Latin letters, acronyms, mixed languages,
//! keywords, and a greeting around the question.

use super::keep;
use crate::office::ask;

#[test]
fn a_typo_does_not_hide_the_fact() {
    keep(
        "a_typo",
        &[
            ask("济南片曲2024年进出口总额是多少？").tells(&["jinan-area-trade-2024"]).begins("948.8亿元"),
            ask("山东会客庭的面积有多大？").tells(&["hall-area"]).begins("约6000平方米"),
            ask("How large is the Shandong Receptoin Hall?").tells(&["hall-area"]).begins("About 6,000"),
            ask("Who chaired the Jinan promotoin meeting?").tells(&["jinan-promo-chair"]).says(&["Qi Huaidong"]),
        ],
    );
}

#[test]
fn a_traditional_question_gets_a_traditional_reply() {
    keep(
        "traditional",
        &[
            ask("濟南片區2024年新註冊企業有多少家？")
                .tells(&["jinan-area-new-firms-2024"])
                .speaks("zh-Hant")
                .begins("超過1.5萬家")
                .says(&["濟南時報"])
                .leaves_out(&["万", "过"]),
            ask("請問上合示範區莫斯科推介會是哪天舉行的？")
                .tells(&["roadshow-moscow"])
                .speaks("zh-Hant")
                .begins("2022年10月29日")
                .says(&["莫斯科推介會"]),
            ask("誰是山東省商務廳廳長？").tells(&["wang-lei-role"]).speaks("zh-Hant").says(&["王磊", "廳長"]),
        ],
    );
}

#[test]
fn names_in_latin_letters_stand_for_the_chinese_ones() {
    keep(
        "latin_letters",
        &[
            ask("Chen Baiwei 是谁？").tells(&["chen-baiwei-role"]).speaks("zh-Hans"),
            ask("qi huaidong 的职务").tells(&["qi-huaidong-post"]).says(&["会长"]),
            ask("Who is Huaidong Qi?").tells(&["qi-huaidong-post"]).says(&["CCPIT Jinan"]),
            ask("How big is the Ji'nan Area?").tells(&["jinan-area-size"]).begins("37.99 square kilometres"),
        ],
    );
}

#[test]
fn an_acronym_stands_for_its_name() {
    keep(
        "an_acronym",
        &[
            ask("What is SCODA's full name?").tells(&["scoda-full-name"]).says(&["Demonstration Area"]),
            ask("SCODA 的全称是什么？").tells(&["scoda-full-name"]).says(&["地方经贸合作示范区"]),
            ask("济南片区的 FDI 2024 是多少？").tells(&["jinan-area-fdi-2024"]).begins("5.8亿美元"),
            ask("Jinan Area FDI in 2024?").tells(&["jinan-area-fdi-2024"]).begins("USD 580 million"),
        ],
    );
}

#[test]
fn two_languages_may_meet_in_a_question() {
    keep(
        "mixed_languages",
        &[
            ask("Jinan Area 的总面积是多少？").tells(&["jinan-area-size"]).speaks("zh-Hans").begins("37.99平方公里"),
            ask("Qilu train 2024年开了多少列？").tells(&["qilu-trains-2024"]).begins("1029列"),
            ask("Who is 王磊?").tells(&["wang-lei-role"]),
        ],
    );
}

#[test]
fn keywords_are_enough() {
    keep(
        "keywords",
        &[
            ask("山东会客厅 面积").tells(&["hall-area"]).begins("约6000平方米"),
            ask("Shandong Reception Hall area").tells(&["hall-area"]).begins("About 6,000"),
            ask("友城 山东 数量").tells(&["shandong-sister-ties"]).begins("702对"),
            ask("Hengfeng Bank total assets end of 2025").tells(&["hengfeng-assets-2025"]).begins("CNY 1.6 trillion"),
            ask("青岛枢纽 揭牌 时间").tells(&["hub-unveiled"]).begins("2025年7月18日"),
        ],
    );
}

#[test]
fn a_question_word_for_word_as_the_fact_lists_it_is_answered() {
    keep(
        "word_for_word",
        &[
            ask("省对外友好协会会长叫什么").tells(&["chen-baiwei-role"]).says(&["陈白薇"]),
            ask("谁在会上推介了济南片区").tells(&["zhang-zhe-post"]).says(&["张喆"]),
            ask("Who presented Shandong's economy at the Jinan conference?").tells(&["he-zhongjun-post"]).says(&["He Zhongjun"]),
            ask("What did the parks pledge in their joint initiative?").tells(&["park-initiative-content-2025"]),
        ],
    );
}

#[test]
fn a_greeting_around_a_question_is_no_part_of_it() {
    keep(
        "a_greeting_around",
        &[
            ask("你好，请问一下，青岛枢纽什么时候揭牌的？谢谢！").tells(&["hub-unveiled"]).begins("2025年7月18日"),
            ask("Hi there! Could you tell me who Wang Lei is, please? Thanks a lot.")
                .tells(&["wang-lei-role"])
                .says(&["Department of Commerce"]),
            ask("您好！想了解一下恒丰银行2025年的净利润，多谢～").tells(&["hengfeng-profit-2025"]).begins("59亿元"),
            ask("Good morning, quick question: how big is the Jinan Area? Cheers").tells(&["jinan-area-size"]).begins("37.99"),
        ],
    );
}

#[test]
fn greetings_and_thanks_alone_are_talk() {
    keep(
        "talk",
        &[
            ask("你好").abstains().speaks("zh-Hans"),
            ask("Hello!").abstains().speaks("en"),
            ask("謝謝").abstains().speaks("zh-Hant"),
            ask("你能做什么？").abstains(),
            ask("What can you do?").abstains(),
        ],
    );
}

#[test]
fn a_short_word_may_have_two_letters_swapped() {
    ask("Hengfeng Bnak net profit 2025").tells(&["hengfeng-profit-2025"]).begins("CNY 5.9 billion");
    ask("How big is the Jinan Aera?").tells(&["jinan-area-size"]).begins("37.99");
}

#[test]
fn keywords_in_any_order_find_the_figure() {
    ask("Jinan Area trade 2024 value").tells(&["jinan-area-trade-2024"]).begins("CNY 94.88 billion");
}

#[test]
fn a_metric_without_a_subject_asks_back_in_english() {
    ask("How much is the trade?").asks_back(&["jinan-area-trade-2024", "qingdao-sco-trade-2021"]);
}

#[test]
fn these_ways_of_asking_of_the_base_are_answered_too() {
    ask("How many cooperation needs were discussed at the Into the SCO events?").tells(&["enter-sco-needs"]);
    ask("From how many Chinese cities did companies join Into the SCO?").tells(&["enter-sco-cities"]);
    ask("山东会客厅开厅以来办了多少场大型活动？").tells(&["hall-events-45"]);
}
