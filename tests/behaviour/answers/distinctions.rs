//! What is nearly asked for and is not: other kinds of value, other things counted, other posts, names of nobody, and what a
//! fact itself says is not told.

use crate::office::ask;

#[test]
fn a_place_in_an_order_is_told() {
    ask("杨晓东介绍的链博会是第几届？").tells(&["yang-cisce-invite"]).says(&["第三届"]);
    ask("Which edition of the supply chain expo did Yang Xiaodong present?").tells(&["yang-cisce-invite"]).says(&["third"]);
}

#[test]
fn who_holds_the_post_is_not_who_deputises() {
    ask("2022年11月青岛市市长是谁？").abstains();
    ask("Who was mayor of Qingdao in November 2022?").abstains();
}

#[test]
fn a_count_of_one_thing_is_none_of_another() {
    ask("上合示范区的班列线路一共运了多少个集装箱？").abstains();
    ask("How many containers did SCODA's train routes carry?").abstains();
    ask("济南片区2024年新注册企业里外资占几家？").abstains();
}

#[test]
fn a_name_that_nothing_knows_is_not_left_out() {
    ask("马士基和上合示范区签了什么协议？").abstains();
    ask("What did SCODA sign with Maersk at the logistics session?").abstains();
}

#[test]
fn who_wants_an_amount_is_not_told_that_a_place_is_unknown() {
    ask("2026年1月北京那场对话会来了多少人？").tells(&["dialogue-attendance"]);
    ask("How many people turned up at the Partners Dialogue in Beijing?").tells(&["dialogue-attendance"]);
}

#[test]
fn a_plain_question_about_an_event_or_a_person_is_not_met_by_a_gap() {
    ask("Where was the Partners Dialogue held?").says(&["Beijing"]);
    ask("仲华是什么职务？").tells(&["zhong-hua-post"]);
    ask("What is Zhong Hua's post?").tells(&["zhong-hua-post"]);
    ask("Which countries' ambassadors attended the Dialogue?").says(&["Jordan", "Singapore"]);
}

#[test]
fn what_is_to_be_confirmed_is_corrected() {
    ask("塔什干推介会是2022年11月1日举行的，对吧？").tells(&["roadshow-tashkent"]).says(&["11月2日"]);
    ask("The Shandong Reception Hall opened in 2021, right?").tells(&["reception-hall-opening-2020"]).says(&["14 August 2020"]);
}

#[test]
fn a_difference_of_two_is_not_the_growth_of_one() {
    let both = ["qingdao-sco-trade-2021", "qingdao-kz-trade-2021"];
    ask("青岛2021年对上合组织国家贸易额和对哈萨克斯坦贸易额差多少").tells(&both).says(&["599亿", "计算得出"]);
    ask("By how much does Qingdao's trade with SCO countries exceed its trade with Kazakhstan in 2021?")
        .tells(&both)
        .says(&["59.9 billion", "computed"]);
}

#[test]
fn a_metric_without_a_subject_asks_back() {
    ask("进出口额是多少？").asks_back(&["jinan-area-trade-2024", "qingdao-sco-trade-2021"]);
    ask("有多少个国家？").asks_back(&["qilu-countries-2024", "shandong-sister-countries"]);
}

#[test]
fn what_is_stated_wrongly_is_said_not_to_be_so() {
    ask("So the Jinan Area really did 948.8 billion yuan of trade in 2024?")
        .tells(&["jinan-area-trade-2024"])
        .begins("Not “948.8 billion”");
    ask("济南推介会来了50个国家的14名代表，对吧？").begins("不是“50”").says(&["14个国家"]);
    ask("Was the Jinan promotion conference held in Qingdao?").says(&["Jinan High-Tech"]);
    ask("济南片区2024年进出口是不是948亿？").begins("948.8亿元");
}

#[test]
fn a_list_that_names_others_does_not_deny_one() {
    ask("Has an American group visited the Shandong Reception Hall?").abstains();
    ask("英国有机构跟会客厅合作吗").abstains();
}

#[test]
fn a_denied_deputy_is_not_told() {
    ask("Name of China's Consul General (the head of mission, not the deputy) in Almaty at the 2022 roadshow?").abstains();
}

#[test]
fn what_the_fact_itself_says_is_untold_is_not_told() {
    ask("What do the 13 and the 34 stand for in Jinan's industrial chain system?").abstains();
    ask("How many companies were in the first batch moving into the Qingdao consolidation hub, and who are they?").abstains();
    ask("青岛枢纽首批入驻企业名单 有吗").abstains();
    ask("In which African country did the hat maker Qianfeng put up its factory?").abstains();
}

#[test]
fn a_noun_that_is_only_talked_of_asks_nothing() {
    ask("Considering Uzbekistan's location and reach in the region, what did the Qingdao side hope to set up with its help, according to the Tashkent speech?")
        .tells(&["tashkent-logistics-network"]);
    ask("裝備製造那場對接會的主題口號為何？").says(&["新質領航"]);
}

#[test]
fn a_quoted_name_that_no_fact_has_is_not_left_out() {
    ask("中欧班列“长安号”2024年通到了多少座城市？").abstains();
    ask("济南正在搞的产业链体系是“几加几”？").tells(&["jinan-13-34-system"]);
}

#[test]
fn a_list_that_names_some_is_not_the_whole_list() {
    ask("Full list of all 14 countries at the Jinan meeting, please").abstains();
    ask("Which of the 14 countries at the Jinan meeting are named?").tells(&["jinan-promo-named-countries"]);
    ask("上合示範區辦過活動的19個國家完整名單").abstains();
    ask("list the forty parks that started the alliance with SCODA in 2023").abstains();
    ask("From which countries did the 17 parks at the park alliance meeting come?").tells(&["park-meeting-countries-2025"]);
}

#[test]
fn what_only_a_gap_accounts_for_is_not_told() {
    ask("Global One-Hour Legal Service Ecosystem (Jinan): how many law firms are in it?").abstains();
    ask("Who took the photos for the Feb 2023 article about the Yellow River media visiting the Shandong Reception Hall?").abstains();
}
