# Los textos de la interfaz del tema, en español.
# Cada identificador está también en los archivos de los demás idiomas. El comentario sobre cada grupo dice dónde aparecen sus textos.

## El propio idioma, con su propio nombre
language-name = Español

## Direcciones: minúsculas ASCII, una parte de la ruta cada una
segment-areas = areas
segment-commitments = compromisos
segment-groups = grupos
segment-events = eventos
segment-bodies = organismos
segment-updates = novedades
timeline-slug = cronologia
translations-slug = traducciones
relations-slug = quien-hace-que
whole-plan-slug = plan-completo
site-map-slug = mapa-del-sitio
search-slug = buscar
data-slug = datos-abiertos

## Marco de todas las páginas
# Título en la pestaña del navegador. $page: el título de la página; $site: el del sitio.
page-title = { $page } – { $site }
skip-link = Ir al contenido
home = Inicio
languages = Idioma
# Junto a un idioma en el que la página no tiene traducción.
not-translated = sin traducción
menu-main = Menú principal
menu-footer = Más páginas
breadcrumbs = Usted está aquí
contents = En esta página
# $text: unas siglas, el nombre de un idioma, una unidad.
in-parentheses = ({ $text })
# $text: el significado de unas siglas, detrás de ellas, cuando ya van entre paréntesis: (SRE, Secretaría …).
in-apposition = , { $text }

## Pie de todas las páginas
publisher = Publicado por
contact = Contacto
licence = Licencia
as-of = Fecha de corte de la información
changed = Última modificación de esta página
edit = Editar esta página
report = Reportar un problema

## Avisos
notice-untranslated = Esta página aún no está traducida al español. A continuación se presenta el texto original.
notice-outdated = La página original se modificó después de que se hizo esta traducción.
# Antes del nombre del idioma original, que es un enlace.
notice-original = Página original:

## Colecciones: encabezados y menú
collection-areas = Áreas
collection-areas-one = Área
collection-commitments = Compromisos
collection-commitments-one = Compromiso
collection-groups = Grupos
collection-groups-one = Grupo
collection-events = Eventos
collection-events-one = Evento
collection-bodies = Organismos
collection-bodies-one = Organismo
collection-updates = Novedades
collection-updates-one = Novedad
collection-pages = Páginas

## Cuántos registros tiene una lista. $count: un número
count-areas = { $count ->
    [one] { $count } área de acción
    [many] { $count } de áreas de acción
   *[other] { $count } áreas de acción
}
count-commitments = { $count ->
    [one] { $count } compromiso
    [many] { $count } de compromisos
   *[other] { $count } compromisos
}
count-groups = { $count ->
    [one] { $count } grupo de trabajo, mecanismo, alianza o acuerdo
    [many] { $count } de grupos de trabajo, mecanismos, alianzas y acuerdos
   *[other] { $count } grupos de trabajo, mecanismos, alianzas y acuerdos
}
count-events = { $count ->
    [one] { $count } evento
    [many] { $count } de eventos
   *[other] { $count } eventos
}
count-bodies = { $count ->
    [one] { $count } país u organismo
    [many] { $count } de países y organismos
   *[other] { $count } países y organismos
}
count-updates = { $count ->
    [one] { $count } novedad
    [many] { $count } de novedades
   *[other] { $count } novedades
}

## Filtros de una lista
filters = Filtrar la lista
filter-collection = Tipo
filter-status = Estado
filter-area = Área
filter-body = Organismo
filter-country = País
# Está en todos los filtros, sea cual sea el género de su nombre.
filter-all = Cualquiera
filter-clear = Mostrar toda la lista
# $shown: cuántos registros de la lista se muestran; $total: cuántos hay.
filter-count = Resultados: { $shown } de { $total }

## Títulos de los grupos de una lista cuyos registros no tienen área o tipo
without-area = Otros compromisos
without-kind = Otros

## Estados de los compromisos y los hitos
status-agreed = Acordado
status-under-way = En proceso
status-ongoing = Permanente
status-complete = Cumplido
status-stalled = Detenido
status-not-pursued = Descartado

## Estados de los eventos: cada uno va junto al título de un evento, sea cual sea su género
event-scheduled = Por realizarse
event-held = Se realizó
event-postponed = Se pospuso
event-cancelled = Se canceló

## Tipos de grupos: uno, y encabezados de varios
kind-working-group = Grupo de trabajo
kind-mechanism = Mecanismo
kind-partnership = Alianza
kind-agreement = Acuerdo
kinds-working-group = Grupos de trabajo
kinds-mechanism = Mecanismos
kinds-partnership = Alianzas
kinds-agreement = Acuerdos

## Tipos de organismos
kind-country = País
kind-ministry = Secretaría o ministerio
kind-agency = Organismo gubernamental
kind-association = Asociación
kind-international = Organismo internacional
kinds-country = Países
kinds-ministry = Secretarías y ministerios
kinds-agency = Organismos gubernamentales
kinds-association = Asociaciones
kinds-international = Organismos internacionales

## Con qué frecuencia se repite un evento
recurs-yearly = Cada año
recurs-monthly = Cada mes
recurs-weekly = Cada semana

## Fechas. Cada valor es una fecha como se escribe en el idioma de la página
date-range = { $start } a { $end }
# Años, o meses y años, que abarca el plan; números de registros, sobre una parte de una lista larga.
# Con «a», porque el guion uniría solo los años: agosto de 2007-2010.
period = { $from } a { $to }
# Antes de una fecha.
tenure-from = Desde
tenure-to = Hasta

## Etiquetas de los datos: cada una va antes de su valor, sin dos puntos
status = Estado
status-since = En este estado desde
new-status = Nuevo estado
reason = Motivo
due = Plazo
leads = A cargo de
acronym = Siglas
other-name = Nombre en otro idioma
founded = Creación
dissolved = Disolución
website = Sitio web
country = País
group-parent = Forma parte de
body-parent = Forma parte de
date = Fecha
recurs = Frecuencia
place = Lugar
announced = Fecha del anuncio
source = Fuente
party = Una de las partes del plan
parties = Partes
agreed = Fecha del acuerdo
plan-period = Periodo

## Encabezados de las secciones de un registro
members = Integrantes
memberships = Grupos de los que forma parte
group-tree = Su lugar entre los grupos
body-children = Organismos que comprende
leads-commitments = Compromisos a su cargo
milestones = Hitos
history = Historial
sources = Fuentes
documents = Documentos
mentions = Se menciona en
neighbours = Otras áreas
previous-area = Área anterior
next-area = Área siguiente
events-coming = Próximos eventos
events-past = Eventos anteriores

## Metas
target = Meta
targets = Metas
target-point = Dato
target-value = Valor
target-baseline = Línea base
target-observation = Dato observado
target-goal = Meta
target-change = { $change } respecto a la línea base
target-no-observations = Este sitio no cuenta con datos observados de esta meta.
not-stated = No se indica

## Gráfica de una meta: su texto, para quien no la ve. $indicator, $unit: de la meta; $value, $date: de un dato
chart-title = Gráfica: { $indicator } ({ $unit }). La tabla siguiente contiene los mismos datos.
chart-baseline = La línea base es { $value } ({ $date }).
# $count: cuántos datos se observaron. $value y $date son los del último.
chart-observation = { $count ->
    [one] Se observó un dato: { $value } ({ $date }).
    [many] Se observaron { $count } de datos; el último es { $value } ({ $date }).
   *[other] Se observaron { $count } datos; el último es { $value } ({ $date }).
}
chart-goal = La meta es { $value } ({ $date }).

## Página de inicio
home-introduction = Acerca del acuerdo
home-statuses = Estado de los compromisos
# $count: cuántos hay.
all-areas = { $count ->
    [one] La única área
    [many] Todas las áreas ({ $count })
   *[other] Las { $count } áreas
}
all-commitments = { $count ->
    [one] El único compromiso
    [many] Todos los compromisos ({ $count })
   *[other] Los { $count } compromisos
}
next-event = Próximo evento
last-event = Evento más reciente
latest-updates = Últimas novedades
ways-to-read = Otras formas de leer el plan

## Calendario y canal de novedades
calendar = Calendario
calendar-add = Agregar al calendario
calendar-download = Descargar el calendario
# Dirección con la que los programas de calendario mantienen una copia al día.
calendar-subscribe = Suscribirse al calendario
calendar-subscribe-group = Suscribirse al calendario de este grupo
feed = Canal de novedades
# En un calendario, al principio de la descripción de un evento. $date: un mes o un año, de uno a otro, o las palabras de su autor.
calendar-month-known = De la fecha solo se conoce el mes: { $date }.
calendar-year-known = De la fecha solo se conoce el año: { $date }.

## Cronología
timeline-title = Cronología
timeline-introduction = Lo que se hizo y lo que está previsto, en orden cronológico. Las fechas se indican con la precisión con que se conocen.
timeline-event = Evento
timeline-founded = Creación
timeline-dissolved = Disolución
timeline-due = Plazo
timeline-milestone = Hito
timeline-update = Novedad
timeline-agreed = Acuerdo del plan

## Imagen de la cronología
timeline-picture = Año por año
timeline-picture-note = Cada fila es un año, de enero a diciembre. Una barra debajo de un símbolo abarca varios días, o bien todo el mes o todo el año cuando no se conoce el día. Se omiten los años sin registros.
# El nombre de un símbolo o de una barra, de un registro y de varios. $date, $title, $what, $count: del registro o los registros.
timeline-mark = { $date }: { $title } ({ $what })
timeline-marks = { $date }: { $count } registros ({ $what })
# En una barra que representa varias.
timeline-count = { $what }: { $count }
# Junto a la línea del día al que corresponde la información. $date: ese día.
timeline-now = Fecha de corte: { $date }

## Quién hace qué
relations-title = Quién hace qué
relations-introduction = Los grupos y organismos que trabajan en cada área, y los integrantes de cada grupo.
relations-picture = El esquema
# Nombre del recuadro en el que el esquema se desplaza horizontalmente.
relations-picture-region = Esquema de áreas, grupos y organismos
relations-picture-text = Las líneas van de cada área a los grupos y organismos que trabajan en ella, y de cada grupo a sus integrantes. Cada nombre es un enlace a su página. Las tablas siguientes contienen la misma información.
relations-areas = Área por área
relations-areas-caption = Grupos y organismos que trabajan en cada área
relations-groups = Grupo por grupo
relations-groups-caption = Integrantes de cada grupo

## El plan completo en una sola página
whole-plan-title = El plan completo
plan-contents = Contenido
whole-plan-introduction = Todas las áreas y todos los compromisos en una sola página, para leer de corrido e imprimir.

## El estado de las traducciones
translations-title = Traducciones
translations-introduction = Qué textos de este sitio están traducidos a cada idioma y qué traducciones no reflejan todavía los cambios del original.
translations-languages = Idiomas
translations-caption = Páginas con texto en cada idioma
translations-language = Idioma
translations-original = Escritas en él
translations-translated = Traducidas
translations-outdated = De ellas, sin los últimos cambios del original
translations-missing = Sin traducir
translations-missing-here = Aún sin traducir al español
translations-outdated-here = Traducciones al español sin los últimos cambios del original

## Búsqueda
search-title = Buscar
search-introduction = Busque palabras en los títulos y los textos de este sitio. También se encuentran otras formas de cada palabra, como su plural.
search-without-script = La búsqueda necesita JavaScript, que aquí no funciona. El mapa del sitio lleva a todas las páginas.
search-words = Palabras que se buscan
search-submit = Buscar
# $words: lo que se busca; $count: en cuántas páginas está.
search-count = Resultados para «{ $words }»: { $count }
search-none = No se encontró nada para «{ $words }». Pruebe con otras palabras o con menos filtros.
search-more = Mostrar más resultados
search-failed = No se pudo cargar la búsqueda. Inténtelo de nuevo o use el mapa del sitio.
search-untranslated = Las páginas que no están traducidas al español se encuentran con la búsqueda de su propio idioma.

## Datos abiertos: su página
data-title = Datos abiertos
data-introduction = Los registros de este plan en tablas y en un solo archivo, para hojas de cálculo y otros programas.
data-files = Todos los datos
data-plan = El plan completo en un solo archivo
data-plan-text = Todos los registros con sus textos, en todos los idiomas de este sitio.
data-package = Descripción de las tablas
data-package-text = Qué contiene cada tabla y cada columna, en el formato Data Package, que leen muchos programas para trabajar con datos.
data-reading = Cómo leer las tablas
# $example: nombres de columnas.
data-languages = Cada registro ocupa una fila, sin importar en qué idiomas esté. Cada texto tiene una columna por idioma, cuyo nombre termina con el código del idioma: { $example }.
# $forms: fechas como están en las tablas.
data-dates = Las fechas se indican con la precisión con que se conocen: { $forms }. La columna que sigue a cada fecha indica esa precisión.
data-references = Para mencionar otro registro se usa su identificador, que es el mismo en todos los idiomas y en todos los archivos.
data-formulas = Los textos que una hoja de cálculo tomaría por fórmulas van precedidos de un apóstrofo.
# Antes del nombre de una lista de este sitio, que es un enlace.
data-pages = Para leer en este sitio:
data-rows = { $count ->
    [one] { $count } fila
    [many] { $count } de filas
   *[other] { $count } filas
}
# $file: el nombre de un archivo.
data-columns = Columnas de { $file }
data-column = Columna
data-meaning = Significado

## Datos abiertos: nombres de tablas y columnas
# $whole: de qué es una tabla o una columna; $part: qué tiene de ello.
data-part = { $whole }: { $part }
table-observations-name = Datos observados
table-leads-name = Quiénes están a cargo
table-about-name = Tema
table-statuses-name = Estados
column-id-name = Identificador
column-title-name = Título
column-summary-name = Resumen
column-page-name = Dirección de la página
column-changed-name = Última modificación
column-position-name = Posición
column-number-name = Número
column-indicator-name = Indicador
column-unit-name = Unidad
column-change-name = Cambio
column-role-name = Función
column-start-name = Inicio
column-end-name = Fin
column-when-name = Fecha en palabras
column-url-name = Dirección web
column-label-name = Nombre
column-precision-name = Precisión

## Datos abiertos: qué hay en las tablas y columnas
table-areas = Las áreas en las que se divide el plan.
table-commitments = Lo que las partes acordaron hacer.
table-groups = Grupos de trabajo, mecanismos, alianzas y acuerdos.
table-events = Lo que ocurrió o está previsto en una fecha.
table-bodies = Países, secretarías y ministerios, asociaciones y otros organismos.
table-updates = Informes sobre lo que ha resultado del plan.
table-pages = Las demás páginas de este sitio.
table-statuses = Los estados en que puede estar un compromiso o un hito.
table-groups-of = Los grupos que trabajan o participan en cada caso.
table-bodies-of = Los organismos que trabajan o participan en cada caso.
table-areas-of = Las áreas de las que trata cada evento.
table-commitments-of = Los compromisos de los que trata cada evento.
table-leads = Los organismos y los grupos que están a cargo de cada compromiso.
table-milestones = Los hitos de cada compromiso.
table-targets = Las metas de los compromisos, en cifras.
table-observations = Los datos observados de cada meta.
table-sources = Los documentos en que se basa cada registro.
table-members = Los organismos que integran cada grupo.
table-documents = Órdenes del día, actas y otros documentos de cada evento.
table-about = Los registros de los que trata cada novedad.
column-id = El nombre del registro en los datos, que es el mismo en todos los idiomas.
column-title = Cómo se llama.
column-summary = Qué es, en una o dos oraciones.
column-page = La dirección de su página en la web.
column-changed = Cuándo hubo el último cambio de fondo en su contenido.
column-owner = El identificador del registro al que corresponde la fila.
column-position = Su lugar en la lista, a partir del 1.
column-named = El identificador del registro que se menciona en la lista.
column-number = Su número en el plan.
column-area = El identificador del área a la que pertenece.
column-status = El estado en que se encuentra.
column-new-status = El estado que tienen desde entonces los compromisos de los que trata.
column-since = Desde cuándo está en este estado.
column-due = Para cuándo debe cumplirse.
column-reason = Por qué está en este estado.
column-milestone-title = Qué se logra con este hito.
column-indicator = Qué se mide.
column-unit = La unidad en la que se mide.
column-baseline-date = Cuándo se midió el valor a partir del cual se cuenta la meta.
column-baseline-value = El valor a partir del cual se cuenta la meta, si se conoce.
column-goal-date = Para cuándo debe alcanzarse la meta.
column-goal-value = El valor que debe alcanzarse.
column-change = Cuánto debe cambiar el valor respecto a la línea base; 0.5 es un aumento de la mitad.
column-value = Lo que se midió, en la unidad de la meta.
column-document-title = Cómo se llama el documento.
column-document-url = La dirección del documento en la web.
column-language = El código del idioma en el que está escrito el documento.
column-date = Cuándo se hizo, se midió o se publicó.
column-kind = Qué tipo de grupo u organismo es.
column-acronym = Su nombre abreviado.
column-parent = El identificador del grupo u organismo del que forma parte.
column-country = El identificador del país al que pertenece.
column-founded = Cuándo se creó.
column-dissolved = Cuándo se disolvió.
column-url = Su propio sitio web.
column-role = Qué hace el organismo en el grupo.
column-from = Desde cuándo es integrante del grupo.
column-to = Hasta cuándo fue integrante del grupo.
column-start = Cuándo comienza.
column-end = Cuándo termina. Si es un día, ese día está incluido.
column-when = La fecha en palabras de los autores, cuando dicen más que la fecha.
column-place = Dónde se realiza.
column-announced = Cuándo se anunció.
column-recurs = Con qué frecuencia se realiza.
column-label = Cómo se llama el estado.
column-precision = Qué se conoce de la fecha: el año, el mes, el día o la hora.

## Mapa del sitio
site-map-title = Mapa del sitio
site-map-introduction = Todas las páginas de este sitio.

## Página en la raíz del sitio, donde se elige el idioma
choice-continue = Continuar en español

## Página para una dirección que no existe
not-found-title = Página no encontrada
not-found-text = No hay ninguna página en esta dirección. Es posible que haya cambiado de lugar o que la dirección tenga un error. Puede continuar desde aquí:

## Página en la dirección anterior de un registro
redirect-title = Esta página cambió de dirección
redirect-text = La página está ahora aquí:

## Prosa
heading-anchor = Enlace a esta sección
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
footnotes = Notas
# $number: el número de la nota, en ambos.
footnote-reference = Nota { $number }
footnote-back = Volver al texto de la nota { $number }
task-done = Hecho:
task-open = Pendiente:
# Nombre del recuadro en el que una tabla ancha se desplaza horizontalmente.
table-region = Tabla con desplazamiento horizontal

## No se muestra: lo que una revisión sabe del idioma
# Textos de enlaces que no dicen nada cuando son todo lo que dice el enlace. Una barra separa dos.
vague-link-texts = aquí | haga clic aquí | haz clic aquí | clic aquí | pulse aquí | este enlace | este vínculo | esta liga | esta página | enlace | vínculo | liga | leer más | ver más | más | más información | saber más | detalles | continuar | ir
