# The theme's interface strings in English.
# Every id here stands in every other language's file too. A comment above a group says where its strings appear.

## The language itself, named in itself
language-name = English

## Addresses: lower-case ASCII, one part of a path each
segment-areas = areas
segment-commitments = commitments
segment-groups = groups
segment-events = events
segment-bodies = bodies
segment-updates = updates
timeline-slug = timeline
translations-slug = translations
relations-slug = who-does-what
whole-plan-slug = whole-plan
site-map-slug = site-map
search-slug = search
data-slug = open-data

## Frame of every page
# Title in the browser's tab. $page: the page's title; $site: the site's.
page-title = { $page } – { $site }
skip-link = Skip to content
home = Home
languages = Language
# Beside a language in which the page has no translation.
not-translated = not translated
menu-main = Main menu
menu-footer = More pages
breadcrumbs = You are here
contents = On this page
# $text: an acronym, the name of a language, a unit.
in-parentheses = ({ $text })
# $text: what an acronym stands for, behind it, where both are in parentheses already: (SRE, Secretariat …).
in-apposition = , { $text }

## Foot of every page
publisher = Published by
contact = Contact
licence = Licence
as-of = Information as of
changed = Last change to this page
edit = Edit this page
report = Report a problem

## Notices
notice-untranslated = This page has not been translated into English yet. Below is the original text.
notice-outdated = The original of this page has changed since this translation was made.
# Before the original language's name, which is a link.
notice-original = Original page:

## Collections: headings, menu items
collection-areas = Areas
collection-areas-one = Area
collection-commitments = Commitments
collection-commitments-one = Commitment
collection-groups = Groups
collection-groups-one = Group
collection-events = Events
collection-events-one = Event
collection-bodies = Organizations
collection-bodies-one = Organization
collection-updates = Updates
collection-updates-one = Update
collection-pages = Pages

## How many records a list holds. $count: a number
count-areas = { $count ->
    [one] { $count } action area
   *[other] { $count } action areas
}
count-commitments = { $count ->
    [one] { $count } commitment
   *[other] { $count } commitments
}
count-groups = { $count ->
    [one] { $count } working group, mechanism, partnership or agreement
   *[other] { $count } working groups, mechanisms, partnerships and agreements
}
count-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
count-bodies = { $count ->
    [one] { $count } country or organization
   *[other] { $count } countries and organizations
}
count-updates = { $count ->
    [one] { $count } update
   *[other] { $count } updates
}

## Filters of a list
filters = Filter the list
filter-collection = Type
filter-status = Status
filter-area = Area
filter-body = Organization
filter-country = Country
# Stands in every filter, whatever the gender of its name.
filter-all = All
filter-clear = Show the whole list
# $shown: how many records of the list are shown; $total: how many there are.
filter-count = Showing { $shown } of { $total }

## Titles of groups in a list whose records have no area or no kind
without-area = Other commitments
without-kind = Other

## Statuses of commitments and milestones
status-agreed = Agreed
status-under-way = Under way
status-ongoing = Ongoing
status-complete = Complete
status-stalled = Stalled
status-not-pursued = Not pursued

## Statuses of events: each stands beside the title of an event, whatever its gender
event-scheduled = Scheduled
event-held = Held
event-postponed = Postponed
event-cancelled = Cancelled

## Kinds of groups: one, and headings over several
kind-working-group = Working group
kind-mechanism = Mechanism
kind-partnership = Partnership
kind-agreement = Agreement
kinds-working-group = Working groups
kinds-mechanism = Mechanisms
kinds-partnership = Partnerships
kinds-agreement = Agreements

## Kinds of organizations
kind-country = Country
kind-ministry = Ministry
kind-agency = Agency
kind-association = Association
kind-international = International body
kinds-country = Countries
kinds-ministry = Ministries
kinds-agency = Agencies
kinds-association = Associations
kinds-international = International bodies

## How often an event comes back
recurs-yearly = Every year
recurs-monthly = Every month
recurs-weekly = Every week

## Dates. Each value is a date as the page's language writes it
date-range = { $start } – { $end }
# Years, or months and years, that the plan covers; numbers of records, over a part of a long list.
period = { $from }–{ $to }
# Before a date.
tenure-from = Since
tenure-to = Until

## Labels of facts: each stands before its value, without a colon
status = Status
status-since = Status since
new-status = New status
reason = Reason
due = Due
leads = Led by
acronym = Acronym
other-name = Name in another language
founded = Established
dissolved = Dissolved
website = Website
country = Country
group-parent = Part of
body-parent = Part of
date = Date
recurs = Takes place
place = Place
announced = Announced
source = Source
party = Party to the plan
parties = Parties
agreed = Agreed
plan-period = Period

## Headings of a record's sections
members = Members
memberships = Member of
group-tree = Its place among the groups
body-children = Organizations within it
leads-commitments = Commitments it leads
milestones = Milestones
history = History
sources = Sources
documents = Documents
mentions = Mentioned in
neighbours = Other areas
previous-area = Previous area
next-area = Next area
events-coming = Coming events
events-past = Past events

## Targets
target = Target
targets = Targets
target-point = Figure
target-value = Value
target-baseline = Baseline
target-observation = Observed
target-goal = Goal
target-change = { $change } from the baseline
target-no-observations = This site has no observed figures for this target.
not-stated = Not stated

## Chart of a target: its text, for those who do not see it. $indicator, $unit: of the target; $value, $date: of a figure
chart-title = Chart of { $indicator } ({ $unit }). The table below has the same figures.
chart-baseline = The baseline is { $value } ({ $date }).
# $count: how many figures were observed. $value and $date are those of the last.
chart-observation = { $count ->
    [one] One figure was observed: { $value } ({ $date }).
   *[other] { $count } figures were observed, the last of them { $value } ({ $date }).
}
chart-goal = The goal is { $value } ({ $date }).

## Home page
home-introduction = About the agreement
home-statuses = Status of the commitments
# $count: how many there are.
all-areas = { $count ->
    [one] The only area
   *[other] All { $count } areas
}
all-commitments = { $count ->
    [one] The only commitment
   *[other] All { $count } commitments
}
next-event = Next event
last-event = Most recent event
latest-updates = Latest updates
ways-to-read = More ways to read the plan

## Calendar and feed
calendar = Calendar
calendar-add = Add to calendar
calendar-download = Download the calendar
# Address at which calendar programs keep a copy that follows the site.
calendar-subscribe = Subscribe to the calendar
calendar-subscribe-group = Subscribe to the calendar of this group
feed = Feed of updates
# In a calendar, first in the description of an event. $date: a month or a year, from one to another, or the words of its author.
calendar-month-known = The date is known only to the month: { $date }.
calendar-year-known = The date is known only to the year: { $date }.

## Timeline
timeline-title = Timeline
timeline-introduction = What was done and what is due, in order of date. Dates are given as exactly as they are known.
timeline-event = Event
timeline-founded = Established
timeline-dissolved = Dissolved
timeline-due = Due
timeline-milestone = Milestone
timeline-update = Update
timeline-agreed = Plan agreed

## Timeline as a picture
timeline-picture = Year by year
timeline-picture-note = Each row is a year, from January to December. A bar below a symbol covers several days, or the whole month or year where the day is not known. Years without entries are left out.
# The name of a symbol or a bar, of one entry and of several. $date, $title, $what, $count: of the entry or entries.
timeline-mark = { $date }: { $title } ({ $what })
timeline-marks = { $date }: { $count } entries ({ $what })
# In a bar that stands for several.
timeline-count = { $what }: { $count }
# At the line of the day of which the information is. $date: that day.
timeline-now = Information as of { $date }

## Who does what
relations-title = Who does what
relations-introduction = The groups and organizations that work on each area, and the members of each group.
relations-picture = The picture
# Name of the box in which the picture scrolls sideways.
relations-picture-region = Picture of areas, groups and organizations
relations-picture-text = Lines lead from an area to the groups and organizations that work on it, and from a group to its members. Every name is a link to its page. The tables below give the same information.
relations-areas = Area by area
relations-areas-caption = Groups and organizations that work on each area
relations-groups = Group by group
relations-groups-caption = Members of each group

## The whole plan on one page
whole-plan-title = The whole plan
plan-contents = Contents
whole-plan-introduction = Every area and commitment on one page, for reading through and printing.

## The state of the translations
translations-title = Translations
translations-introduction = What is translated into which language of this site, and where a translation is behind its original.
translations-languages = Languages
translations-caption = Pages of text in each language
translations-language = Language
translations-original = Written in it
translations-translated = Translated
translations-outdated = Of these, behind their original
translations-missing = Not translated
translations-missing-here = Not translated into English yet
translations-outdated-here = English translations behind their original

## Search
search-title = Search
search-introduction = Look for words in the titles and texts of this site. Other forms of a word, such as its plural, are found too.
search-without-script = The search needs JavaScript, which does not run here. The site map leads to every page.
search-words = Words to look for
search-submit = Search
# $words: what the reader looks for; $count: how many pages have it.
search-count = Results for “{ $words }”: { $count }
search-none = Nothing was found for “{ $words }”. Try other words, or fewer filters.
search-more = Show more results
search-failed = The search could not be loaded. Try again, or use the site map.
search-untranslated = Pages that are not translated into English are found by the search in their own language.

## Open data: its page
data-title = Open data
data-introduction = The records of this plan as tables and as one file, for spreadsheets and programs.
data-files = All the data
data-plan = The whole plan in one file
data-plan-text = All records with their texts, in every language of this site.
data-package = Description of the tables
data-package-text = What each table and column holds, in the form of a Data Package, which many programs for data read.
data-reading = How to read the tables
# $example: names of columns.
data-languages = A record is one row, whatever its languages. A text has a column for each language, whose name ends with the code of the language: { $example }.
# $forms: dates as they stand in the tables.
data-dates = Dates are written as exactly as they are known: { $forms }. The column beside each date says how exactly.
data-references = Records name each other by their identifiers, which are the same in every language and in every file.
data-formulas = A text that a spreadsheet would take for a formula begins with an apostrophe.
# Before the name of a list of this site, which is a link.
data-pages = The same to read on this site:
data-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
# $file: the name of a file.
data-columns = Columns of { $file }
data-column = Column
data-meaning = Meaning

## Open data: names of tables and columns
# $whole: what a table or a column is of; $part: what it has of it.
data-part = { $whole }: { $part }
table-observations-name = Observed figures
table-leads-name = Who leads them
table-about-name = About
table-statuses-name = Statuses
column-id-name = Identifier
column-title-name = Title
column-summary-name = Summary
column-page-name = Address of the page
column-changed-name = Last change
column-position-name = Position
column-number-name = Number
column-indicator-name = Indicator
column-unit-name = Unit
column-change-name = Change
column-role-name = Role
column-start-name = Start
column-end-name = End
column-when-name = Date in words
column-url-name = Web address
column-label-name = Name
column-precision-name = Precision

## Open data: what is in tables and columns
table-areas = The areas that the plan is divided into.
table-commitments = What the parties agreed to do.
table-groups = Working groups, mechanisms, partnerships and agreements.
table-events = What happens, or happened, at a time.
table-bodies = Countries, ministries, agencies and other organizations.
table-updates = Reports of what has come of the plan.
table-pages = The other pages of this site.
table-statuses = The statuses that a commitment or a milestone can have.
table-groups-of = The groups that work on each or take part in it.
table-bodies-of = The organizations that work on each or take part in it.
table-areas-of = The areas that each event is about.
table-commitments-of = The commitments that each event is about.
table-leads = The organizations and groups that lead each commitment.
table-milestones = The steps on the way to each commitment.
table-targets = What commitments want to reach, in figures.
table-observations = What was measured on the way to a target.
table-sources = The documents that each record draws on.
table-members = The organizations in each group.
table-documents = Agendas, minutes and other documents of each event.
table-about = The records that each update is about.
column-id = What the record is called in the data, the same in every language.
column-title = What it is called.
column-summary = What it is, in one or two sentences.
column-page = Where its page is on the web.
column-changed = When its content last changed in substance.
column-owner = The identifier of the record that the row belongs to.
column-position = The place in the list, from 1 on.
column-named = The identifier of the record that the list names.
column-number = Its number in the plan.
column-area = The identifier of the area that it belongs to.
column-status = What has become of it.
column-new-status = The status that the commitments it is about have since then.
column-since = Since when it has this status.
column-due = By when it is to be done.
column-reason = Why it has this status.
column-milestone-title = What is reached with this step.
column-indicator = What is measured.
column-unit = The unit in which it is measured.
column-baseline-date = When the level was measured from which the target is counted.
column-baseline-value = The level from which the target is counted, where it is known.
column-goal-date = By when the target is to be reached.
column-goal-value = The level that is to be reached.
column-change = By how much the baseline is to change; 0.5 is an increase by half.
column-value = What was measured, in the unit of the target.
column-document-title = What the document is called.
column-document-url = Where the document is on the web.
column-language = The code of the language that the document is written in.
column-date = When it was made, measured or published.
column-kind = What kind of group or organization it is.
column-acronym = Its short name.
column-parent = The identifier of what it is part of.
column-country = The identifier of the country that it belongs to.
column-founded = When it was established.
column-dissolved = When it was dissolved.
column-url = Its own website.
column-role = What the organization does in the group.
column-from = Since when it has been a member.
column-to = Until when it was a member.
column-start = When it begins.
column-end = When it ends. If that is a day, the day is included.
column-when = The date in the words of the authors, where they say more than the date does.
column-place = Where it takes place.
column-announced = When it was announced.
column-recurs = How often it takes place.
column-label = What the status is called.
column-precision = Whether the date is known to the year, the month, the day or the time.

## Site map
site-map-title = Site map
site-map-introduction = Every page of this site.

## Page at the site's root, where the reader chooses a language
choice-continue = Continue in English

## Page for an address that does not exist
not-found-title = Page not found
not-found-text = There is no page at this address. The page may have moved, or the address may contain a mistake. You can go on from here:

## Page at a record's old address
redirect-title = This page has moved
redirect-text = The page is now here:

## Prose
heading-anchor = Link to this section
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
footnotes = Notes
# $number: the note's number, in both.
footnote-reference = Note { $number }
footnote-back = Back to the text of note { $number }
task-done = Done:
task-open = To do:
# Name of the box in which a wide table scrolls sideways.
table-region = Table that scrolls sideways

## Not shown: what a check knows the language by
# Link texts that say nothing where they are all that the link says. A bar stands between two.
vague-link-texts = here | click here | this | this link | this page | link | read more | more | more information | learn more | see more | details | go | continue
