//! Several things asked for at once: each is told, or computed with, as what it is; and what leads is told instead of a list.

use crate::office::ask;

const TOUR: [&str; 2] = ["roadshow-moscow", "roadshow-tashkent"];
const JOINED: [&str; 2] = ["enter-sco-cities", "enter-sco-provinces"];

#[test]
fn what_is_asked_of_each_is_told_of_each() {
    ask("On which days did the sessions in Moscow and Tashkent take place, respectively?").tells_only(&TOUR);
    ask("莫斯科和塔什干两场推介会，各签了什么协议？").tells(&["roadshow-moscow-outcomes"]).says(&["鹏盛"]);
    ask("The Moscow and the Almaty session: which began in the afternoon and which in the morning?")
        .tells_only(&["roadshow-moscow", "roadshow-almaty"]);
}

#[test]
fn several_counts_are_told_one_by_one() {
    ask("How many cities and provinces took part in the Into the SCO events?").tells_only(&JOINED);
    ask("走进上合涉及几座城市、几个省？").tells_only(&JOINED);
    ask("How many more parks are there than countries?").abstains();
}

#[test]
fn so_many_for_each_are_divided_by_what_comes_after_the_word() {
    let per_city = ["qilu-trains-2024", "qilu-cities-2024"];
    ask("齐鲁号2024年平均每座城市开行多少列？").tells_only(&per_city).begins("20.58列");
    ask("齐鲁号平均每个国家开几列").begins("约44.74列");
    ask("How many Qilu trains ran per city reached in 2024?").tells_only(&per_city).begins("20.58 trains");
    ask("How many cooperation needs were discussed per category at the Into the SCO events?").says(&["About 20"]).leaves_out(&["in all"]);
}

#[test]
fn a_figure_of_several_years_is_told_for_a_month() {
    ask("会客厅开厅到2023年2月平均每月办几场大型活动？").tells_only(&["hall-events-45"]).says(&["1.45", "÷ 31个月"]);
    ask("“走进上合”平均每月组织多少家企业？").abstains();
}

#[test]
fn a_fact_that_leads_is_no_list_of_events() {
    ask("Which forum saw the launch of the China–SCO Industrial Park Alliance?").tells_only(&["park-alliance-founding-2023"]);
    ask("List the four large trade events that Shandong plans for 2026.").tells(&["four-big-events-2026"]).says(&["Singapore"]);
}

#[test]
fn a_list_stands_for_a_fact_only_where_it_is_asked_for_as_plainly() {
    ask("With which park in Uzbekistan was an agreement signed in Tashkent in 2022?").tells_only(&["tashkent-pengsheng-agreement"]);
    ask("2022年上合示范区的5天3国3场是什么？").uses(&["scoda-roadshow-2022"]);
}

#[test]
fn parts_that_are_not_told_apart_are_asked_back() {
    ask("How many delegations had the Shandong Reception Hall received from outside China?").asks_back(&[
        "hall-company-groups",
        "hall-province-groups",
        "hall-foreign-groups",
    ]);
}

#[test]
fn what_both_sides_measure_is_compared() {
    ask("Which reached more countries: the Qilu trains in 2024 or SCODA's exchange events by November 2022?")
        .tells_only(&["qilu-countries-2024", "scoda-exchange-countries"])
        .begins("Larger by 4 countries");
}

#[test]
fn a_wrong_day_or_place_in_an_order_is_corrected() {
    ask("山东会客厅是2020年8月20日开厅的，对吗？").corrected_by("reception-hall-opening-2020", "8月14日");
    ask("杨晓东介绍的是第二届链博会，对吗？").corrected_by("yang-cisce-invite", "第三届").begins("不是“第二”");
}
