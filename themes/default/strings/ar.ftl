# نصوص واجهة القالب بالعربية.
# كل معرّف هنا موجود أيضًا في ملفات اللغات الأخرى، والتعليق الذي يسبق كل مجموعة يبيّن أين تظهر نصوصها.

## اللغة نفسها، باسمها فيها
language-name = العربية

## العناوين: أحرف لاتينية صغيرة، وكل منها جزء واحد من المسار
# بالإنجليزية كما في مواقع المؤسسات العربية والأمم المتحدة: الحروف العربية تصير رموزًا لا تُقرأ حين يُنسخ العنوان، ولكتابتها
# بحروف لاتينية أوجه كثيرة لا يحفظها أحد. ومن أراد غير ذلك فليكتبه في segments في site.yaml.
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

## إطار كل الصفحات
# العنوان في لسان المتصفح. $page: عنوان الصفحة، و$site: عنوان الموقع.
page-title = { $page } – { $site }
skip-link = الانتقال إلى المحتوى
home = الصفحة الرئيسية
languages = اللغة
# بجانب لغة لم تُترجم إليها الصفحة.
not-translated = بلا ترجمة
menu-main = القائمة الرئيسية
menu-footer = صفحات أخرى
breadcrumbs = موقعك الحالي
contents = في هذه الصفحة
# $text: اسم مختصر أو اسم لغة أو وحدة قياس.
in-parentheses = ({ $text })
# $text: ما يعنيه الاسم المختصر، بعده، حين يكون كلاهما بين قوسين.
in-apposition = ، { $text }

## ذيل كل الصفحات
publisher = الناشر
contact = للتواصل
licence = الترخيص
as-of = المعلومات حتى تاريخ
changed = آخر تعديل لهذه الصفحة
edit = تعديل هذه الصفحة
report = الإبلاغ عن مشكلة

## تنبيهات
notice-untranslated = لم تُترجم هذه الصفحة إلى العربية بعد. وفيما يلي النص الأصلي.
notice-outdated = تغيّرت الصفحة الأصلية بعد إعداد هذه الترجمة.
# قبل اسم اللغة الأصلية، وهو رابط.
notice-original = الصفحة الأصلية:

## المجموعات: العناوين والقائمة
collection-areas = المجالات
collection-areas-one = مجال
collection-commitments = الالتزامات
collection-commitments-one = التزام
collection-groups = المجموعات
collection-groups-one = مجموعة
collection-events = الفعاليات
collection-events-one = فعالية
collection-bodies = الجهات
collection-bodies-one = جهة
collection-updates = التحديثات
collection-updates-one = تحديث
collection-pages = الصفحات

## عدد ما في القائمة. $count: عدد
count-areas = { $count ->
    [zero] لا توجد مجالات عمل
    [one] مجال عمل واحد
    [two] مجالا عمل
    [few] { $count } مجالات عمل
    [many] { $count } مجال عمل
   *[other] { $count } مجال عمل
}
count-commitments = { $count ->
    [zero] لا توجد التزامات
    [one] التزام واحد
    [two] التزامان
    [few] { $count } التزامات
    [many] { $count } التزامًا
   *[other] { $count } التزام
}
count-groups = { $count ->
    [zero] لا توجد مجموعات عمل أو آليات أو شراكات أو اتفاقات
    [one] مجموعة عمل أو آلية أو شراكة أو اتفاق
    [two] اثنتان من مجموعات العمل والآليات والشراكات والاتفاقات
   *[other] { $count } من مجموعات العمل والآليات والشراكات والاتفاقات
}
count-events = { $count ->
    [zero] لا توجد فعاليات
    [one] فعالية واحدة
    [two] فعاليتان
    [few] { $count } فعاليات
    [many] { $count } فعالية
   *[other] { $count } فعالية
}
count-bodies = { $count ->
    [zero] لا توجد بلدان أو جهات
    [one] بلد أو جهة
    [two] اثنان من البلدان والجهات
   *[other] { $count } من البلدان والجهات
}
count-updates = { $count ->
    [zero] لا توجد تحديثات
    [one] تحديث واحد
    [two] تحديثان
    [few] { $count } تحديثات
    [many] { $count } تحديثًا
   *[other] { $count } تحديث
}

## مرشحات القائمة
filters = تصفية القائمة
filter-collection = النوع
filter-status = الحالة
filter-area = المجال
filter-body = الجهة
filter-country = البلد
# في كل مرشح، أيًّا كان جنس اسمه.
filter-all = الكل
filter-clear = عرض القائمة كاملة
# $shown: عدد المعروض من القائمة، و$total: عدد ما فيها.
filter-count = المعروض: { $shown } من { $total }

## عناوين في قائمة ليس لبعض ما فيها مجال أو نوع
without-area = التزامات أخرى
without-kind = غير ذلك

## حالات الالتزامات والمعالم، وكلاهما مذكر
status-agreed = متفق عليه
status-under-way = قيد التنفيذ
status-ongoing = مستمر
status-complete = مُنجز
status-stalled = متعثر
status-not-pursued = متروك

## حالات الفعاليات: كل منها بجانب عنوان فعالية، أيًّا كان جنسه
event-scheduled = الموعد محدد
event-held = تم الانعقاد
event-postponed = تأجل الموعد
event-cancelled = أُلغي الموعد

## أنواع المجموعات: الواحدة، وعناوين فوق عدة منها
kind-working-group = مجموعة عمل
kind-mechanism = آلية
kind-partnership = شراكة
kind-agreement = اتفاق
kinds-working-group = مجموعات العمل
kinds-mechanism = الآليات
kinds-partnership = الشراكات
kinds-agreement = الاتفاقات

## أنواع الجهات
kind-country = بلد
kind-ministry = وزارة
kind-agency = هيئة حكومية
kind-association = جمعية
kind-international = منظمة دولية
kinds-country = البلدان
kinds-ministry = الوزارات
kinds-agency = الهيئات الحكومية
kinds-association = الجمعيات
kinds-international = المنظمات الدولية

## كم مرة تتكرر الفعالية
recurs-yearly = كل سنة
recurs-monthly = كل شهر
recurs-weekly = كل أسبوع

## التواريخ. كل قيمة تاريخ كما تكتبه لغة الصفحة
date-range = من { $start } إلى { $end }
# السنوات، أو الشهور والسنوات، التي تغطيها الخطة؛ وأرقام ما في جزء من قائمة طويلة.
period = من { $from } إلى { $to }
# قبل تاريخ.
tenure-from = منذ
tenure-to = حتى

## تسميات البيانات: كل منها قبل قيمتها، بلا نقطتين
status = الحالة
status-since = على هذه الحالة منذ
new-status = الحالة الجديدة
reason = السبب
due = الموعد النهائي
leads = بقيادة
acronym = الاسم المختصر
other-name = الاسم بلغة أخرى
founded = تاريخ الإنشاء
dissolved = تاريخ الحل
website = الموقع الإلكتروني
country = البلد
group-parent = جزء من
body-parent = جزء من
date = التاريخ
recurs = التكرار
place = المكان
announced = تاريخ الإعلان
source = المصدر
party = طرف في الخطة
parties = الأطراف
agreed = تاريخ الاتفاق
plan-period = الفترة

## عناوين أقسام الصفحة
members = الأعضاء
memberships = العضوية
group-tree = الموضع بين المجموعات
body-children = الجهات التابعة
leads-commitments = الالتزامات المسندة
milestones = المعالم الرئيسية
history = سجل التطورات
sources = المصادر
documents = الوثائق
mentions = ورد الذكر في
neighbours = مجالات أخرى
previous-area = المجال السابق
next-area = المجال التالي
events-coming = الفعاليات المقبلة
events-past = الفعاليات السابقة

## الأهداف
target = الهدف
targets = الأهداف
target-point = نوع القيمة
target-value = القيمة
target-baseline = قيمة الأساس
target-observation = القيمة المرصودة
target-goal = القيمة المستهدفة
target-change = { $change } عن قيمة الأساس
target-no-observations = ليس في هذا الموقع قيم مرصودة لهذا الهدف.
not-stated = غير محدد

## الرسم البياني لهدف: نصه لمن لا يراه. $indicator و$unit: للهدف، و$value و$date: لقيمة
chart-title = رسم بياني: { $indicator } ({ $unit }). في الجدول أدناه القيم نفسها.
chart-baseline = قيمة الأساس هي { $value } ({ $date }).
# $count: عدد القيم المرصودة، ولا يكون صفرًا. $value و$date للأخيرة منها.
chart-observation = { $count ->
    [one] رُصدت قيمة واحدة هي { $value } ({ $date }).
    [two] رُصدت قيمتان آخرهما { $value } ({ $date }).
    [few] رُصدت { $count } قيم آخرها { $value } ({ $date }).
   *[other] رُصدت { $count } قيمة آخرها { $value } ({ $date }).
}
chart-goal = القيمة المستهدفة هي { $value } ({ $date }).

## الصفحة الرئيسية
home-introduction = عن الاتفاق
home-statuses = حالة الالتزامات
# $count: العدد الكلي، ولا يكون صفرًا.
all-areas = { $count ->
    [one] المجال الوحيد
    [two] المجالان
   *[other] جميع المجالات ({ $count })
}
all-commitments = { $count ->
    [one] الالتزام الوحيد
    [two] الالتزامان
   *[other] جميع الالتزامات ({ $count })
}
next-event = الفعالية المقبلة
last-event = أحدث فعالية
latest-updates = آخر التحديثات
ways-to-read = طرق أخرى لقراءة الخطة

## التقويم والموجز
calendar = التقويم
calendar-add = إضافة إلى التقويم
calendar-download = تنزيل التقويم
# عنوان تحتفظ به برامج التقويم بنسخة تتبع الموقع.
calendar-subscribe = الاشتراك في التقويم
calendar-subscribe-group = الاشتراك في تقويم هذه المجموعة
feed = موجز التحديثات
# في التقويم، في أول وصف الفعالية. $date: شهر أو سنة، أو من أحدهما إلى آخر، أو عبارة كاتبها.
calendar-month-known = لا يُعرف من التاريخ إلا الشهر: { $date }.
calendar-year-known = لا يُعرف من التاريخ إلا السنة: { $date }.

## التسلسل الزمني
timeline-title = التسلسل الزمني
timeline-introduction = ما تم وما هو مقرر، بترتيب التواريخ. والتواريخ مذكورة بالدقة التي تُعرف بها.
timeline-event = فعالية
timeline-founded = إنشاء
timeline-dissolved = حل
timeline-due = موعد نهائي
timeline-milestone = معلم رئيسي
timeline-update = تحديث
timeline-agreed = الاتفاق على الخطة

## صورة التسلسل الزمني
timeline-picture = سنة بعد سنة
timeline-picture-note = كل سطر سنة، من يناير إلى ديسمبر. والشريط تحت الرمز يشمل عدة أيام، أو الشهر كله أو السنة كلها حين لا يُعرف اليوم. والسنوات الخالية محذوفة.
# اسم رمز أو شريط، لواحد أو لعدة. $date و$title و$what و$count: لما يمثله.
timeline-mark = { $date }: { $title } ({ $what })
timeline-marks = { $date }، العدد { $count } ({ $what })
# في شريط يمثل عدة.
timeline-count = { $what }: { $count }
# عند خط اليوم الذي تعود إليه المعلومات. $date: ذلك اليوم.
timeline-now = المعلومات حتى تاريخ { $date }

## من يفعل ماذا
relations-title = من يفعل ماذا
relations-introduction = المجموعات والجهات التي تعمل في كل مجال، وأعضاء كل مجموعة.
relations-picture = المخطط
# اسم الإطار الذي يتحرك فيه المخطط أفقيًّا.
relations-picture-region = مخطط المجالات والمجموعات والجهات
relations-picture-text = تصل الخطوط كل مجال بالمجموعات والجهات التي تعمل فيه، وكل مجموعة بأعضائها. وكل اسم رابط إلى صفحته. وفي الجداول أدناه المعلومات نفسها.
relations-areas = بحسب المجال
relations-areas-caption = المجموعات والجهات التي تعمل في كل مجال
relations-groups = بحسب المجموعة
relations-groups-caption = أعضاء كل مجموعة

## الخطة كلها في صفحة واحدة
whole-plan-title = الخطة كاملة
plan-contents = المحتويات
whole-plan-introduction = جميع المجالات والالتزامات في صفحة واحدة، للقراءة المتصلة والطباعة.

## البحث
search-title = البحث
search-introduction = ابحث عن كلمات في عناوين هذا الموقع ونصوصه. ويشمل البحث صيغ الكلمة الأخرى، مثل جمعها.
search-without-script = يحتاج البحث إلى JavaScript، وهي لا تعمل هنا. وتقود خريطة الموقع إلى جميع صفحاته.
search-words = كلمات البحث
search-submit = بحث
# $words: ما يُبحث عنه، و$count: عدد الصفحات التي ورد فيها.
search-count = نتائج البحث عن «{ $words }»: { $count }
search-none = لم يُعثر على شيء عن «{ $words }». جرّب كلمات أخرى أو مرشحات أقل.
search-more = عرض المزيد من النتائج
search-failed = تعذّر تحميل البحث. حاول مرة أخرى أو استخدم خريطة الموقع.
search-untranslated = الصفحات التي لم تُترجم إلى العربية يُعثر عليها بالبحث في لغتها.

## البيانات المفتوحة: صفحتها
data-title = البيانات المفتوحة
data-introduction = سجلات هذه الخطة في جداول وفي ملف واحد، لبرامج جداول البيانات وغيرها من البرامج.
data-files = كل البيانات
data-plan = الخطة كاملة في ملف واحد
data-plan-text = كل السجلات مع نصوصها، بكل لغات هذا الموقع.
data-package = وصف الجداول
data-package-text = ما يحتويه كل جدول وكل عمود، بصيغة Data Package التي تقرؤها برامج كثيرة لمعالجة البيانات.
data-reading = كيف تُقرأ الجداول
# $example: أسماء أعمدة.
data-languages = لكل سجل صف واحد أيًّا كانت لغاته. ولكل نص عمود لكل لغة ينتهي اسمه برمز اللغة: { $example }.
# $forms: تواريخ كما هي في الجداول.
data-dates = تُكتب التواريخ بالدقة التي تُعرف بها: { $forms }. ويبيّن العمود الذي يلي كل تاريخ مدى دقته.
data-references = يُشار إلى كل سجل بمعرّفه، وهو نفسه في كل اللغات وفي كل الملفات.
data-formulas = النص الذي قد تعدّه برامج جداول البيانات معادلة تسبقه فاصلة عليا.
# قبل اسم قائمة في هذا الموقع، وهو رابط.
data-pages = للقراءة في هذا الموقع:
data-rows = { $count ->
    [zero] لا توجد صفوف
    [one] صف واحد
    [two] صفان
    [few] { $count } صفوف
    [many] { $count } صفًا
   *[other] { $count } صف
}
# $file: اسم ملف.
data-columns = أعمدة { $file }
data-column = العمود
data-meaning = المعنى

## البيانات المفتوحة: أسماء الجداول والأعمدة
# $whole: ما يخصه الجدول أو العمود؛ $part: ما فيه منه.
data-part = { $whole }: { $part }
table-observations-name = القيم المرصودة
table-leads-name = من يقودها
table-about-name = الموضوع
table-statuses-name = الحالات
column-id-name = المعرّف
column-title-name = العنوان
column-summary-name = الملخص
column-page-name = عنوان الصفحة
column-changed-name = آخر تعديل
column-position-name = الترتيب
column-number-name = الرقم
column-indicator-name = المؤشر
column-unit-name = وحدة القياس
column-change-name = التغير
column-role-name = الدور
column-start-name = البداية
column-end-name = النهاية
column-when-name = التاريخ بالكلمات
column-url-name = عنوان الويب
column-label-name = الاسم
column-precision-name = الدقة

## البيانات المفتوحة: ما في الجداول والأعمدة
table-areas = المجالات التي تنقسم إليها الخطة.
table-commitments = ما اتفقت الأطراف على فعله.
table-groups = مجموعات العمل والآليات والشراكات والاتفاقات.
table-events = ما حدث أو ما هو مقرر في موعد معيّن.
table-bodies = البلدان والوزارات والهيئات الحكومية وغيرها من الجهات.
table-updates = تقارير عما آلت إليه الخطة.
table-pages = الصفحات الأخرى في هذا الموقع.
table-statuses = الحالات التي قد يكون عليها الالتزام أو المعلم الرئيسي.
table-groups-of = المجموعات التي تعمل على كل منها أو تشارك فيه.
table-bodies-of = الجهات التي تعمل على كل منها أو تشارك فيه.
table-areas-of = المجالات التي تتناولها كل فعالية.
table-commitments-of = الالتزامات التي تتناولها كل فعالية.
table-leads = الجهات والمجموعات التي تقود كل التزام.
table-milestones = المعالم الرئيسية لكل التزام.
table-targets = أهداف الالتزامات، بالأرقام.
table-observations = القيم المرصودة لكل هدف.
table-sources = الوثائق التي يستند إليها كل سجل.
table-members = الجهات الأعضاء في كل مجموعة.
table-documents = جداول الأعمال والمحاضر والوثائق الأخرى لكل فعالية.
table-about = السجلات التي يتناولها كل تحديث.
column-id = اسم السجل في البيانات، وهو نفسه في كل اللغات.
column-title = ما يُسمّى به.
column-summary = ما هو، في جملة أو جملتين.
column-page = عنوان صفحته على الويب.
column-changed = متى تغيّر محتواه آخر مرة تغيّرًا جوهريًّا.
column-owner = معرّف السجل الذي يخصه هذا الصف.
column-position = الموضع في القائمة، بدءًا من 1.
column-named = معرّف السجل الذي تذكره القائمة.
column-number = رقمه في الخطة.
column-area = معرّف المجال الذي ينتمي إليه.
column-status = الحالة التي هو عليها.
column-new-status = الحالة التي عليها منذ ذلك الحين الالتزامات التي يتناولها.
column-since = منذ متى هو على هذه الحالة.
column-due = متى ينبغي أن يكون قد أُنجز.
column-reason = لماذا هو على هذه الحالة.
column-milestone-title = ما يتحقق ببلوغ هذا المعلم.
column-indicator = ما يُقاس.
column-unit = الوحدة التي يُقاس بها.
column-baseline-date = متى قيست القيمة التي يُحسب الهدف منها.
column-baseline-value = القيمة التي يُحسب الهدف منها، إن كانت معروفة.
column-goal-date = متى ينبغي بلوغ الهدف.
column-goal-value = القيمة المراد بلوغها.
column-change = مقدار التغيّر المطلوب عن قيمة الأساس؛ 0.5 زيادة بمقدار النصف.
column-value = ما قيس، بوحدة الهدف.
column-document-title = اسم الوثيقة.
column-document-url = عنوان الوثيقة على الويب.
column-language = رمز اللغة التي كُتبت بها الوثيقة.
column-date = متى وُضع أو قيس أو نُشر.
column-kind = نوع المجموعة أو الجهة.
column-acronym = اسمه المختصر.
column-parent = معرّف المجموعة أو الجهة التي هو جزء منها.
column-country = معرّف البلد الذي ينتمي إليه.
column-founded = متى أُنشئ.
column-dissolved = متى حُلّ.
column-url = موقعه الإلكتروني.
column-role = ما تفعله الجهة في المجموعة.
column-from = منذ متى والجهة عضو في المجموعة.
column-to = حتى متى كانت الجهة عضوًا في المجموعة.
column-start = متى يبدأ.
column-end = متى ينتهي. وإن كان يومًا فهو اليوم الأخير.
column-when = التاريخ بعبارة كاتبه، إن قالت أكثر مما يقوله التاريخ.
column-place = أين يُقام.
column-announced = متى أُعلن عنه.
column-recurs = كم مرة يُقام.
column-label = اسم الحالة.
column-precision = هل يُعرف من التاريخ السنة أو الشهر أو اليوم أو الساعة.

## خريطة الموقع
site-map-title = خريطة الموقع
site-map-introduction = جميع صفحات هذا الموقع.

## حالة الترجمات
translations-title = الترجمات
translations-introduction = ما تُرجم إلى كل لغة من لغات هذا الموقع، وما تأخر من الترجمات عن أصله.
translations-languages = اللغات
translations-caption = صفحات النصوص في كل لغة
translations-language = اللغة
translations-original = كُتبت بها
translations-translated = تُرجمت إليها
translations-outdated = منها ما تأخر عن أصله
translations-missing = لم تُترجم إليها
translations-missing-here = لم تُترجم إلى العربية بعد
translations-outdated-here = تأخرت ترجمتها العربية عن أصلها

## الصفحة في جذر الموقع، حيث تُختار اللغة
choice-continue = المتابعة بالعربية

## الصفحة لعنوان غير موجود
not-found-title = الصفحة غير موجودة
not-found-text = لا توجد صفحة في هذا العنوان. ربما نُقلت الصفحة أو كان في العنوان خطأ. يمكن المتابعة من هنا:

## الصفحة في عنوان سابق
redirect-title = انتقلت هذه الصفحة
redirect-text = الصفحة الآن هنا:

## النص
heading-anchor = رابط إلى هذا القسم
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
footnotes = الحواشي
# $number: رقم الحاشية، في كليهما.
footnote-reference = الحاشية { $number }
footnote-back = العودة إلى نص الحاشية { $number }
task-done = أُنجز:
task-open = لم يُنجز بعد:
# اسم الإطار الذي يتحرك فيه جدول عريض أفقيًّا.
table-region = جدول يتحرك أفقيًّا

## لا يظهر: ما يعرفه الفحص عن اللغة
# نصوص روابط لا تقول شيئًا حين تكون كل ما يقوله الرابط. يفصل خطّ عمودي بين نصّين.
vague-link-texts = هنا | انقر هنا | اضغط هنا | هذا الرابط | هذه الصفحة | رابط | اقرأ المزيد | المزيد | مزيد من المعلومات | تفاصيل
