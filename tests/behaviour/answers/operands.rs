//! What may be computed with: operands that the question names, each by something of its own; anything else is looked up
//! or not answered.

use crate::office::ask;

const BANK: [&str; 2] = ["hengfeng-revenue-2025", "hengfeng-profit-2025"];
const QILU: [&str; 2] = ["qilu-trains-2024", "qilu-countries-2024"];
const DAYS: [&str; 1] = ["jinan-visit-0517-18"];

#[test]
fn growth_over_the_years_of_a_report_is_that_of_the_figure() {
    ask("会客厅文中山东外贸十年涨幅 百分之多少").tells_only(&["shandong-trade-decade"]).says(&["93.33%", "计算得出"]);
    ask("By what percent did Shandong's foreign trade grow over the ten years in the hall article?")
        .tells_only(&["shandong-trade-decade"])
        .says(&["93.33%", "computed"]);
}

#[test]
fn parts_that_the_source_does_not_tell_apart_are_no_share() {
    ask("参加联盟工作会议的17家园区中,国内、国外园区各占几家?").abstains();
    ask("42家机构中国内外各占多少？").abstains();
    ask("What share of the 380 dialogue participants were ambassadors?").abstains();
}

#[test]
fn a_number_that_the_question_gives_is_not_its_answer() {
    ask("会客厅的45场活动中推介会占几场？").abstains();
    ask("Of the more than 380 participants, how many were from abroad?").abstains();
}

#[test]
fn figures_of_two_sources_are_not_set_side_by_side_unless_both_are_named() {
    ask("The hall's manager announced so many parts of work for 2023, yet a different number is then listed. Announced vs listed?")
        .leaves_out(&["computed"]);
    ask("上合经贸大会与会者中国内嘉宾比国外嘉宾多几人？").abstains();
    ask("How many more trains did SCODA run than Qilu in 2024?").abstains();
}

#[test]
fn figures_of_two_years_are_told_apart_by_more_than_the_year() {
    ask("山东2024年外贸比2023年增长了多少？").abstains();
}

#[test]
fn so_many_each_is_not_answered_by_one_figure() {
    ask("济南片区2024年人均进出口额是多少？").abstains();
    ask("Average loan per company from the commerce and finance mechanism in 2025?").abstains();
    ask("济南推介会平均每个国家签约多少亿元？").abstains();
}

#[test]
fn so_many_per_part_tells_each_part() {
    ask("partner actions 2026 number per block trade / investment / international / institutional")
        .tells(&["block-trade-count", "block-investment-count", "block-international-count", "block-institutional-count"])
        .leaves_out(&["computed"]);
}

#[test]
fn one_figure_is_divided_by_another() {
    ask("恒丰银行2025年净利润除以营收是多少").tells_only(&BANK).says(&["21.7%", "计算得出"]);
    ask("Hengfeng 2025 profit as % of revenue").tells_only(&BANK).says(&["21.7%", "computed"]);
    ask("If I divide Hengfeng's 2025 net earnings by its 2025 operating income, what net margin do I get?")
        .tells_only(&BANK)
        .says(&["21.7%", "computed"]);
    ask("若以2024年齊魯號班列數除以涵蓋國家數,平均每國約幾列?").tells_only(&QILU).says(&["44.7", "計算得出"]);
}

#[test]
fn each_operand_may_have_a_time_of_its_own() {
    ask("Which is larger: the number of BRI countries on the Qilu train's 2024 map or the number represented at the Jinan promotion in May 2025? by how much?")
        .tells_only(&["qilu-countries-2024", "jinan-promo-countries"])
        .says(&["9 countries", "computed"]);
    ask("2025年7月青岛上合大会和2026年1月北京的山东伙伴对话会,哪场人多?各多少")
        .tells_only(&["conf-attendance", "dialogue-attendance"])
        .says(&["80", "计算得出"]);
}

#[test]
fn parts_are_compared_with_each_other_not_with_their_whole() {
    ask("Among the partner places from western China resident in the Shandong Reception Hall, which group is bigger, the provincial-level or the city-level one?")
        .tells_only(&["hall-cities-provincial", "hall-cities-gansu"])
        .says(&["Larger by 3", "computed"]);
}

#[test]
fn a_year_before_a_report_is_that_of_the_report() {
    ask("据2022年的报道测算,对哈萨克斯坦贸易在青岛对上合国家贸易中所占比重(2021年)约百分之几?")
        .tells_only(&["qingdao-sco-trade-2021", "qingdao-kz-trade-2021"])
        .says(&["3.39%", "计算得出"]);
}

#[test]
fn a_year_of_two_digits_is_read() {
    ask("Average number of foreign business people per participating country at Jinan's May '25 promotion meeting?")
        .tells_only(&["jinan-promo-delegates", "jinan-promo-countries"])
        .says(&["3.57", "computed"]);
}

#[test]
fn the_days_of_an_event_are_counted_with_the_first_and_the_last() {
    ask("5月17日至18日的企业考察前后共几天？").tells_only(&DAYS).begins("前后共2天").says(&["计算得出"]);
    ask("How many days did the company visits of 17 and 18 May 2025 last?").tells_only(&DAYS).begins("2 days").says(&["computed"]);
    ask("How many days from the hall's opening on 14 August 2020 to the press visit on 25 February 2023, counting both?")
        .tells_only(&["reception-hall-opening-2020", "yellow-river-media-visit-2023"])
        .begins("926 days");
}

#[test]
fn morning_comes_before_afternoon() {
    let day = ["sco-conference-2025", "supply-chain-meeting-2025"];
    ask("2025年7月18日，上合地方经贸大会和产业链供应链会议哪个先开？").tells_only(&day).begins("先是2025年中国—上海合作组织");
    ask("On 18 July 2025, which came first: the SCO conference or the supply chain meeting?").tells_only(&day).begins("First came");
}
