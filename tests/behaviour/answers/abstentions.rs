//! What the base does not hold is not answered; the nearest thing that it does hold is offered as such.

use super::keep;
use crate::office::ask;

#[test]
fn another_year_is_not_answered() {
    keep(
        "another_year",
        &[
            ask("济南片区2022年进出口总额是多少？").offers("jinan-area-trade-2024").says(&["2024年"]),
            ask("What was the Jinan Area's trade volume in 2021?").offers("jinan-area-trade-2024").says(&["2024"]),
            ask("齐鲁号中欧班列2019年开行了多少列？").abstains().leaves_out(&["2019年开行"]),
            ask("How many Qilu trains ran in 2023?").abstains(),
            ask("去年济南片区进出口额是多少？").offers("jinan-area-trade-2024"),
        ],
    );
}

#[test]
fn another_place_is_not_answered() {
    keep(
        "another_place",
        &[
            ask("青岛片区2024年实际使用外资是多少？").abstains().says(&["青岛片区"]),
            ask("How large is the Yantai Area of the Shandong free trade zone?").abstains(),
            ask("西安的会客厅有多大面积？").abstains(),
            ask("When did SCODA hold a promotion session in Minsk?").abstains(),
        ],
    );
}

#[test]
fn another_partner_is_not_answered() {
    keep(
        "another_partner",
        &[
            ask("山东2024年对美国的进出口额是多少？").offers("shandong-bri-trade-2024").says(&["美国"]),
            ask("What was Qingdao's trade with Japan in 2021?").abstains(),
            ask("青岛2021年与俄罗斯的进出口额是多少？").abstains(),
        ],
    );
}

#[test]
fn another_breakdown_is_not_answered() {
    keep(
        "another_breakdown",
        &[
            ask("济南片区2024年对俄罗斯的进出口是多少？").offers("jinan-area-trade-2024"),
            ask("What were the Jinan Area's exports in 2024?").offers("jinan-area-trade-2024"),
            ask("济南片区2024年的机电产品出口额是多少？").offers("jinan-area-trade-2024"),
            ask("How many of the Qilu trains in 2024 went to Germany?").offers("qilu-trains-2024"),
        ],
    );
}

#[test]
fn a_metric_that_is_not_held_is_not_answered() {
    keep(
        "a_metric_not_held",
        &[
            ask("青岛的GDP是多少？").abstains(),
            ask("What is the population of Qingdao?").abstains(),
            ask("恒丰银行有多少员工？").abstains(),
            ask("What is Hengfeng Bank's non-performing loan ratio?").abstains(),
        ],
    );
}

#[test]
fn private_matters_are_not_answered() {
    keep(
        "private_matters",
        &[ask("齐怀栋的电话号码是多少？").abstains(), ask("How old is Zhang Zhe?").abstains(), ask("贺忠军结婚了吗？").abstains()],
    );
}

#[test]
fn what_is_out_of_scope_is_not_answered() {
    keep(
        "out_of_scope",
        &[
            ask("今天天气怎么样？").abstains(),
            ask("Who won the World Cup in 2022?").offers_nothing(),
            ask("帮我写一首诗").offers_nothing(),
            ask("Can you book me a flight to Moscow?").abstains(),
            ask("What is the capital of France?").abstains(),
            ask("1加1等于几？").abstains(),
        ],
    );
}

#[test]
fn a_plan_asked_for_as_a_result_is_not_told_as_one() {
    keep(
        "a_plan_is_no_result",
        &[
            ask("7500亿元信贷已经投放完了吗？").offers("commerce-finance-credit-2025").says(&["目标"]),
            ask("上合能谷产生了多少收益？").abstains(),
            ask("How much revenue has the SCO Energy Valley made so far?").abstains(),
        ],
    );
}

#[test]
fn what_the_source_is_known_not_to_give_is_said() {
    keep(
        "a_known_gap",
        &[
            ask("What are the names of the five ambassadors at the Dialogue?").abstains().uses(&["unknown-dialogue-ambassador-names"]),
            ask("济南的13+34是什么意思？").abstains().uses(&["unknown-jinan-13-34-meaning"]),
            ask("第七届跨国公司领导人青岛峰会哪天开幕？").abstains().uses(&["unknown-mnc-summit-7-date"]),
            ask("When is the Singapore Shandong Week?").abstains().uses(&["unknown-singapore-week-date"]),
        ],
    );
}

#[test]
fn a_false_number_is_not_confirmed() {
    keep(
        "a_false_number",
        &[
            ask("齐鲁号班列2024年开行了2000列，对吧？").abstains().corrected_by("qilu-trains-2024", "1029列"),
            ask("十大伙伴行动一共有十二项，是吗？").abstains().corrected_by("plan-actions-count", "10项"),
            ask("Did 500 delegates come to the Jinan promotion meeting?").abstains(),
        ],
    );
}

#[test]
fn a_false_place_or_time_is_corrected() {
    keep(
        "a_false_place_or_time",
        &[
            ask("对话会是在济南举行的吗？").corrected_by("partners-dialogue-2026", "北京"),
            ask("Was the Partners Dialogue held in Shanghai?").corrected_by("partners-dialogue-2026", "Beijing"),
            ask("Did the SCO local conference open in August 2025?").corrected_by("sco-conference-2025", "18 July 2025"),
        ],
    );
}

#[test]
fn a_false_post_is_corrected() {
    keep("a_false_post", &[ask("王磊是外事办主任吗？").corrected_by("wang-lei-role", "商务厅厅长")]);
}

#[test]
fn another_language_gets_a_civil_reply_in_both() {
    keep(
        "another_language",
        &[
            ask("Какова площадь Цзинаньской зоны?").abstains().says(&["中文和英文", "Chinese and English"]),
            ask("ジナンの面積はどのくらいですか").abstains(),
            ask("Quelle est la superficie de la zone de Jinan ?").abstains().says(&["中文和英文", "Chinese and English"]),
        ],
    );
}

#[test]
fn a_false_area_is_corrected() {
    ask("Is it true that the Jinan Area covers 50 square kilometres?").corrected_by("jinan-area-size", "37.99");
}

#[test]
fn a_false_growth_is_corrected_by_the_growth() {
    ask("青岛2021年与哈萨克斯坦进出口是38.3%的增长吗？").corrected_by("qingdao-kz-growth-2021", "112%");
}

#[test]
fn a_gap_is_told_only_of_the_place_named() {
    ask("青岛的GDP是多少？").abstains().leaves_out(&["2.1万亿元"]);
    ask("What is the population of Qingdao?").abstains().leaves_out(&["2.1 trillion"]);
}

#[test]
fn a_known_gap_is_found_in_other_words() {
    ask("对话会上五位大使叫什么名字？").abstains().uses(&["unknown-dialogue-ambassador-names"]);
    ask("How much did the Shandong Reception Hall cost to build?").abstains().uses(&["unknown-hall-cost-operator"]);
}

#[test]
fn last_year_is_another_year() {
    ask("What was the Jinan Area's trade last year?").offers("jinan-area-trade-2024");
}

#[test]
fn a_home_address_is_a_private_matter() {
    ask("What is Wang Lei's home address?").abstains();
}

#[test]
fn nothing_is_offered_for_the_weather() {
    ask("今天天气怎么样？").offers_nothing();
}

#[test]
fn a_false_post_is_corrected_by_the_post() {
    ask("陈白薇是山东省商务厅厅长吗？").corrected_by("chen-baiwei-role", "外事办公室主任");
}

#[test]
fn a_country_in_two_capitals_is_no_pronoun() {
    ask("What did the US ambassador promise at the January 2026 Shandong global partners dialogue?").abstains();
    ask("Foreign investment actually used in Jinan Area 2024, in US dollars please").tells(&["jinan-area-fdi-2024"]);
}

#[test]
fn an_attribute_that_a_fact_does_not_mention_is_not_told() {
    ask("What is the price of a booth in the Shandong Reception Hall?").abstains();
    ask("鹏盛工业园那份战略合作协议的有效期到哪一年？").abstains();
    ask("Why was the park alliance disbanded?").abstains();
}

#[test]
fn names_of_what_is_only_counted_are_not_told() {
    ask("请列出参会17家园区的名单").abstains();
    ask("Which are the eight countries outside the SCO that the Qingdao Initiative speaks of?").abstains();
}

#[test]
fn people_are_not_groups() {
    ask("会客厅开厅以来一共接待了多少人次？").abstains();
    ask("What was the footfall of the Shandong Reception Hall up to 2023?").abstains();
}
