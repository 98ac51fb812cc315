//! Two things held against each other, each named by its side of the question: figures, days, posts, lists; and as many
//! facts as the question counts.

use crate::office::ask;

#[test]
fn figures_of_two_subjects_are_compared_when_each_side_names_one() {
    let both = ["eq-output-2024", "jinan-area-trade-2024"];
    ask("Was the 2024 output of SCODA's equipment makers above or below the Jinan Area's trade that year, and by how much?")
        .tells(&both)
        .says(&["1.12 billion", "computed"]);
    ask("会客厅接待的企业考察团跟省市考察团，哪种多？").tells(&["hall-company-groups", "hall-province-groups"]).says(&["68", "52"]);
}

#[test]
fn the_days_of_two_events_are_taken_from_the_two_that_are_named() {
    ask("How many days passed between the Jinan Belt and Road promotion meeting and the opening of the Qingdao SCO conference in 2025?")
        .says(&["63 days"]);
    ask("国家集结中心获批到青岛枢纽揭牌过了几个月？").tells(&["hub-approval", "hub-unveiled"]).says(&["约6个月"]);
}

#[test]
fn counts_of_different_things_are_not_set_against_each_other() {
    ask("who has more sister cities than shandong? i.e. the no 1 province").abstains();
    ask("进驻山东会客厅的城市，扣掉本省的还剩几个？").leaves_out(&["11家"]);
    ask("how many more parks than countries").abstains();
    ask("In what kinds of cities was the Shandong hall going to hold its promotion meetings, online plus offline, in 2023?")
        .leaves_out(&["in all"]);
}

#[test]
fn one_figure_is_a_share_of_another_only_when_both_are_named() {
    let both = ["hengfeng-revenue-2025", "hengfeng-profit-2025"];
    ask("What was Hengfeng's net profit as a share of its revenue in 2025?").tells(&both).says(&["21.69%", "computed"]);
    ask("Out of every 100 yuan Hengfeng Bank took in during 2025, how many ended up as net profit?").leaves_out(&["total assets"]);
}

#[test]
fn a_whole_follows_from_a_share_that_the_question_states() {
    ask("If the Jinan Area's 2024 imports and exports were 37% of the city's, what was the city total?")
        .says(&["256.4 billion", "computed"]);
}

#[test]
fn posts_of_two_times_are_held_against_each_other() {
    ask("李刚在上合示范区的职务，2022年11月和2025年7月比有变化吗？").begins("两次的职务相同");
    ask("Did Li Gang's positions at SCODA change between the reports of Nov 2022 and July 2025?").begins("The post is the same in both");
}

#[test]
fn two_lists_are_held_against_each_other() {
    let both = ["conf-participants", "park-meeting-countries-2025"];
    ask("Which countries are named at the opening of the July 2025 SCO local trade conference but not among the parks at the park alliance meeting?")
        .tells(&both)
        .begins("Named in the first list and not in the second: Russia and Kazakhstan.");
    ask("大会开幕式点名的国家和园区联盟会议点名的国家，两份都有、都点到的是哪些？").tells(&both).begins("两份名单都点到的：");
}

#[test]
fn as_many_are_told_as_the_question_counts() {
    ask("中科院两家所在新能源会上讲的技术有什么不同？").tells(&["ne-iet", "ne-qibebt"]);
    ask("Two people spoke for RAKEZ in Qingdao in July 2025. How do their titles differ?").tells(&["eq-rakez-liu", "role-song-jialiang"]);
}

#[test]
fn of_several_names_to_choose_from_a_fact_is_about_one() {
    ask("Did the inspection groups named as visiting the Shandong hall include one from Shaanxi or one from Shanxi?").says(&["Shaanxi"]);
}

#[test]
fn how_many_are_left_unnamed_is_computed() {
    ask("How many of the 11 media outlets are left unnamed?").says(&["8 media outlets", "11 media outlets − 3 named", "computed"]);
    ask("济南推介会来的14个国家，报道点名了4个，没点名的还有几个？").begins("10个国家没有点名");
}

#[test]
fn a_sum_has_just_the_parts_that_are_named() {
    ask("Add up all visiting groups (abroad, provincial, corporate) that the Shandong hall has received.").says(&["128 groups"]);
    ask("十大伙伴行动中，招商引资和国际合作两块合计几项？").begins("合计4项行动");
}

#[test]
fn what_is_divided_by_may_be_a_name_or_stand_behind_a_clause() {
    ask("Average 2024 output per above-scale equipment maker in SCODA's core area?").says(&["209.6 million", "computed"]);
    ask("平均算下来，山东在每个建立关系的国家有几对友城和友好合作关系？").says(&["6.623对"]);
}

#[test]
fn beside_an_event_a_branch_means_the_session_on_it() {
    ask("2025上合产业链供应链青岛会议，新能源那场的主题叫啥？").says(&["绿色丝路·上合共赢"]);
}
