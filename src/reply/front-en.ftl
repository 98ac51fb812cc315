### The front ends: commands, languages, lists, the command line. The same messages in front-zh.ftl and front-en.ftl.
command-start = start, and how to ask
command-help = what I can do
command-lang = language of replies: zh, zh-Hant, en or auto
command-events = events, those to come or of a month or place
command-sources = where the facts come from
command-about = what this is
command-privacy = what is kept, and for how long
command-stop = forget me
command-line = /{ $name } – { $what }
commands = Commands:
command-unknown = I know no command /{ $name }. /help lists them.
start-more = /help says more; /lang zh, /lang zh-Hant and /lang en choose the language.
language-which = Write /lang zh (简体中文), /lang zh-Hant (繁體中文), /lang en (English), or /lang auto to follow each question.
language-set = From now on I reply in English.
language-follows = From now on I reply in the language of each question.
sources-heading = { $count ->
    [1] My facts come from one publication:
   *[other] My facts come from { $count } publications:
}
source-line = • { $publisher }, { $title }, { $date }
about = { $count ->
    [1] I am Tongshang. I answer from { $facts } facts that were checked against one publication, word for word the same each time, and I name the source of each. What is not among them I do not know, and I say so.
   *[other] I am Tongshang. I answer from { $facts } facts that were checked against { $count } publications, word for word the same each time, and I name the source of each. What is not among them I do not know, and I say so.
}
pick-none = { $count ->
    [1] There is only one to choose from.
   *[other] There are only { $count } to choose from.
}
pick-nothing = There is no list to pick from just now. Please ask a question.
list-member = { $n }. { $item } (of { $label })
no-more = That is all I know about { $name }.
check-sound = The base is sound: { $sources } sources, { $entities } entities, { $metrics } metrics, { $facts } facts ({ $events } events, { $figures } figures, { $initiatives } initiatives, { $roles } roles, { $statements } statements) and { $unknowns } known gaps.
eval-row = { $name }  { $count } questions: correct { $correct }, incorrect { $incorrect }, not attempted { $missed }, false answers { $false }
eval-total = all
eval-incorrect = incorrect
eval-not-attempted = not attempted
eval-false = false answer
