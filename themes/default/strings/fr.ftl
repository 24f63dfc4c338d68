# Les textes de l’interface du thème, en français.
# Chaque identifiant se trouve aussi dans les fichiers des autres langues. Le commentaire de chaque groupe dit où ses textes apparaissent.
# Le deux-points est précédé d’une espace insécable (U+00A0). La forme « many » est celle des millions (« 1 000 000 d’engagements »).

## La langue elle-même, dans sa propre langue
language-name = Français

## Adresses : minuscules ASCII, une partie de chemin chacune
segment-areas = domaines
segment-commitments = engagements
segment-groups = groupes
segment-events = evenements
segment-bodies = organismes
segment-updates = mises-a-jour
timeline-slug = chronologie
translations-slug = traductions
relations-slug = qui-fait-quoi
whole-plan-slug = plan-complet
site-map-slug = plan-du-site
search-slug = recherche
data-slug = donnees-ouvertes

## Cadre de toutes les pages
# Titre dans l’onglet du navigateur. $page : le titre de la page; $site : celui du site.
page-title = { $page } – { $site }
skip-link = Passer au contenu
home = Accueil
languages = Langue
# À côté d’une langue dans laquelle la page n’est pas traduite.
not-translated = sans traduction
menu-main = Menu principal
menu-footer = Autres pages
breadcrumbs = Vous êtes ici
contents = Sur cette page
# $text : un sigle, le nom d’une langue, une unité.
in-parentheses = ({ $text })
# $text : ce que veut dire un sigle, derrière lui, où les deux sont déjà entre parenthèses : (SRE, Secrétariat …).
in-apposition = , { $text }

## Pied de toutes les pages
publisher = Publié par
contact = Contact
licence = Licence
as-of = Date des renseignements
changed = Dernière modification de cette page
edit = Modifier cette page
report = Signaler un problème

## Avis
notice-untranslated = Cette page n’est pas encore traduite en français. Le texte original figure ci-dessous.
notice-outdated = La page originale a changé depuis que cette traduction a été faite.
# Avant le nom de la langue de l’original, qui est un lien.
notice-original = Page originale :

## Collections : titres et menu
collection-areas = Domaines
collection-areas-one = Domaine
collection-commitments = Engagements
collection-commitments-one = Engagement
collection-groups = Groupes
collection-groups-one = Groupe
collection-events = Événements
collection-events-one = Événement
collection-bodies = Organismes
collection-bodies-one = Organisme
collection-updates = Mises à jour
collection-updates-one = Mise à jour
collection-pages = Pages

## Combien de fiches une liste contient. $count : un nombre
count-areas = { $count ->
    [one] { $count } domaine d’action
    [many] { $count } de domaines d’action
   *[other] { $count } domaines d’action
}
count-commitments = { $count ->
    [one] { $count } engagement
    [many] { $count } d’engagements
   *[other] { $count } engagements
}
count-groups = { $count ->
    [one] { $count } groupe de travail, mécanisme, partenariat ou accord
    [many] { $count } de groupes de travail, mécanismes, partenariats et accords
   *[other] { $count } groupes de travail, mécanismes, partenariats et accords
}
count-events = { $count ->
    [one] { $count } événement
    [many] { $count } d’événements
   *[other] { $count } événements
}
count-bodies = { $count ->
    [one] { $count } pays ou organisme
    [many] { $count } de pays et organismes
   *[other] { $count } pays et organismes
}
count-updates = { $count ->
    [one] { $count } mise à jour
    [many] { $count } de mises à jour
   *[other] { $count } mises à jour
}

## Filtres d’une liste
filters = Filtrer la liste
filter-collection = Type
filter-status = État
filter-area = Domaine
filter-body = Organisme
filter-country = Pays
# Figure dans chaque filtre; tous leurs noms sont masculins.
filter-all = Tous
filter-clear = Afficher toute la liste
# $shown : combien de fiches de la liste sont affichées; $total : combien il y en a.
filter-count = Résultats affichés : { $shown } sur { $total }

## Titres des groupes d’une liste dont les fiches n’ont ni domaine ni type
without-area = Autres engagements
without-kind = Autres

## États des engagements et des jalons, masculins comme eux
status-agreed = Convenu
status-under-way = En cours
status-ongoing = Permanent
status-complete = Réalisé
status-stalled = Bloqué
status-not-pursued = Abandonné

## États des événements : chacun est à côté du titre d’un événement, quel que soit son genre
event-scheduled = À venir
event-held = A eu lieu
event-postponed = Report
event-cancelled = Annulation

## Types de groupes : un seul, et titres au-dessus de plusieurs
kind-working-group = Groupe de travail
kind-mechanism = Mécanisme
kind-partnership = Partenariat
kind-agreement = Accord
kinds-working-group = Groupes de travail
kinds-mechanism = Mécanismes
kinds-partnership = Partenariats
kinds-agreement = Accords

## Types d’organismes
kind-country = Pays
kind-ministry = Ministère
kind-agency = Organisme gouvernemental
kind-association = Association
kind-international = Organisme international
kinds-country = Pays
kinds-ministry = Ministères
kinds-agency = Organismes gouvernementaux
kinds-association = Associations
kinds-international = Organismes internationaux

## À quelle fréquence un événement revient
recurs-yearly = Chaque année
recurs-monthly = Chaque mois
recurs-weekly = Chaque semaine

## Dates. Chaque valeur est une date telle que la langue de la page l’écrit
date-range = { $start } – { $end }
# Années, ou mois et années, que couvre le plan; numéros de fiches, au-dessus d’une partie d’une longue liste.
period = { $from } à { $to }
# Avant une date, qui peut être une année, un mois ou un jour (« depuis le », « jusqu’en » ne conviendraient qu’à l’un d’eux).
tenure-from = Début
tenure-to = Fin

## Étiquettes des faits : chacune précède sa valeur, sans deux-points
status = État
status-since = Début de cet état
new-status = Nouvel état
reason = Motif
due = Échéance
leads = Sous la direction de
acronym = Sigle
other-name = Nom dans une autre langue
founded = Création
dissolved = Dissolution
website = Site Web
country = Pays
group-parent = Fait partie de
body-parent = Fait partie de
date = Date
recurs = Fréquence
place = Lieu
announced = Date de l’annonce
source = Source
party = Partie au plan
parties = Parties
agreed = Date de l’accord
plan-period = Période

## Titres des sections d’une fiche
members = Membres
memberships = Membre de
group-tree = Sa place parmi les groupes
body-children = Organismes qui en font partie
leads-commitments = Engagements sous sa direction
milestones = Jalons
history = Historique
sources = Sources
documents = Documents
mentions = Mentions
neighbours = Autres domaines
previous-area = Domaine précédent
next-area = Domaine suivant
events-coming = Événements à venir
events-past = Événements passés

## Cibles
target = Cible
targets = Cibles
target-point = Donnée
target-value = Valeur
target-baseline = Valeur de référence
target-observation = Valeur observée
target-goal = Valeur visée
target-change = { $change } par rapport à la valeur de référence
target-no-observations = Ce site ne contient aucune valeur observée pour cette cible.
not-stated = Non précisé

## Graphique d’une cible : son texte, pour qui ne le voit pas. $indicator, $unit : de la cible; $value, $date : d’une donnée
chart-title = Graphique : { $indicator } ({ $unit }). Le tableau ci-dessous contient les mêmes données.
chart-baseline = La valeur de référence est { $value } ({ $date }).
# $count : combien de valeurs ont été observées. $value et $date sont celles de la dernière.
chart-observation = { $count ->
    [one] Une valeur a été observée : { $value } ({ $date }).
    [many] { $count } de valeurs ont été observées, dont la dernière est { $value } ({ $date }).
   *[other] { $count } valeurs ont été observées, dont la dernière est { $value } ({ $date }).
}
chart-goal = La valeur visée est { $value } ({ $date }).

## Page d’accueil
home-introduction = À propos de l’accord
home-statuses = État des engagements
# $count : combien il y en a.
all-areas = { $count ->
    [one] Le seul domaine
    [many] Tous les domaines ({ $count })
   *[other] Les { $count } domaines
}
all-commitments = { $count ->
    [one] Le seul engagement
    [many] Tous les engagements ({ $count })
   *[other] Les { $count } engagements
}
next-event = Prochain événement
last-event = Événement le plus récent
latest-updates = Dernières mises à jour
ways-to-read = Autres façons de lire le plan

## Calendrier et flux
calendar = Calendrier
calendar-add = Ajouter au calendrier
calendar-download = Télécharger le calendrier
# Adresse par laquelle les logiciels de calendrier tiennent une copie à jour.
calendar-subscribe = S’abonner au calendrier
calendar-subscribe-group = S’abonner au calendrier de ce groupe
feed = Flux des mises à jour
# Dans un calendrier, en tête de la description d’un événement. $date : un mois ou une année, de l’un à l’autre, ou les mots de son auteur.
calendar-month-known = La date n’est connue qu’au mois près : { $date }.
calendar-year-known = La date n’est connue qu’à l’année près : { $date }.

## Chronologie
timeline-title = Chronologie
timeline-introduction = Ce qui a été fait et ce qui est prévu, dans l’ordre chronologique. Les dates sont aussi précises qu’elles sont connues.
timeline-event = Événement
timeline-founded = Création
timeline-dissolved = Dissolution
timeline-due = Échéance
timeline-milestone = Jalon
timeline-update = Mise à jour
timeline-agreed = Accord sur le plan

## Image de la chronologie
timeline-picture = Année par année
timeline-picture-note = Chaque ligne est une année, de janvier à décembre. Une barre sous un symbole couvre plusieurs jours, ou tout le mois ou toute l’année lorsque le jour n’est pas connu. Les années sans entrée sont omises.
# Le nom d’un symbole ou d’une barre, d’une entrée et de plusieurs. $date, $title, $what, $count : de l’entrée ou des entrées.
timeline-mark = { $date } : { $title } ({ $what })
timeline-marks = { $date } : { $count } entrées ({ $what })
# Dans une barre qui en représente plusieurs.
timeline-count = { $what } : { $count }
# À côté de la ligne du jour auquel les renseignements se rapportent. $date : ce jour.
timeline-now = Date des renseignements : { $date }

## Qui fait quoi
relations-title = Qui fait quoi
relations-introduction = Les groupes et les organismes qui travaillent dans chaque domaine, et les membres de chaque groupe.
relations-picture = Le schéma
# Nom du cadre dans lequel le schéma défile horizontalement.
relations-picture-region = Schéma des domaines, des groupes et des organismes
relations-picture-text = Les lignes vont de chaque domaine aux groupes et aux organismes qui y travaillent, et de chaque groupe à ses membres. Chaque nom est un lien vers sa page. Les tableaux ci-dessous contiennent les mêmes renseignements.
relations-areas = Domaine par domaine
relations-areas-caption = Groupes et organismes qui travaillent dans chaque domaine
relations-groups = Groupe par groupe
relations-groups-caption = Membres de chaque groupe

## Tout le plan sur une seule page
whole-plan-title = Le plan complet
plan-contents = Table des matières
whole-plan-introduction = Tous les domaines et tous les engagements sur une seule page, à lire d’un trait ou à imprimer.

## Recherche
search-title = Recherche
search-introduction = Cherchez des mots dans les titres et les textes de ce site. Les autres formes d’un mot, comme son pluriel, sont trouvées aussi.
search-without-script = La recherche a besoin de JavaScript, qui ne fonctionne pas ici. Le plan du site mène à toutes les pages.
search-words = Mots à chercher
search-submit = Chercher
# $words : ce qui est cherché; $count : dans combien de pages cela figure.
search-count = Résultats pour { $words } : { $count }
search-none = Aucun résultat pour { $words }. Essayez d’autres mots ou moins de filtres.
search-more = Afficher plus de résultats
search-failed = La recherche n’a pas pu être chargée. Réessayez ou utilisez le plan du site.
search-untranslated = Les pages qui ne sont pas traduites en français se trouvent par la recherche dans leur propre langue.

## Données ouvertes : leur page
data-title = Données ouvertes
data-introduction = Les fiches de ce plan en tableaux et en un seul fichier, pour les tableurs et d’autres logiciels.
data-files = Toutes les données
data-plan = Le plan complet en un seul fichier
data-plan-text = Toutes les fiches avec leurs textes, dans toutes les langues de ce site.
data-package = Description des tableaux
data-package-text = Ce que contient chaque tableau et chaque colonne, au format Data Package, que lisent de nombreux logiciels de traitement de données.
data-reading = Comment lire les tableaux
# $example : noms de colonnes.
data-languages = Chaque fiche occupe une ligne, quelles que soient ses langues. Chaque texte a une colonne par langue, dont le nom se termine par le code de la langue : { $example }.
# $forms : dates telles qu’elles sont dans les tableaux.
data-dates = Les dates sont aussi précises qu’elles sont connues : { $forms }. La colonne qui suit chaque date indique cette précision.
data-references = Une fiche en désigne une autre par son identifiant, qui est le même dans toutes les langues et dans tous les fichiers.
data-formulas = Une apostrophe précède tout texte qu’un tableur prendrait pour une formule.
# Avant le nom d’une liste de ce site, qui est un lien.
data-pages = À lire sur ce site :
data-rows = { $count ->
    [one] { $count } ligne
    [many] { $count } de lignes
   *[other] { $count } lignes
}
# $file : le nom d’un fichier.
data-columns = Colonnes de { $file }
data-column = Colonne
data-meaning = Signification

## Données ouvertes : noms des tableaux et des colonnes
# $whole : ce dont un tableau ou une colonne parle, $part : ce qui en est donné.
data-part = { $whole } : { $part }
table-observations-name = Valeurs observées
table-leads-name = Qui les dirige
table-about-name = Sujet
table-statuses-name = États
column-id-name = Identifiant
column-title-name = Titre
column-summary-name = Résumé
column-page-name = Adresse de la page
column-changed-name = Dernière modification
column-position-name = Rang
column-number-name = Numéro
column-indicator-name = Indicateur
column-unit-name = Unité
column-change-name = Variation
column-role-name = Rôle
column-start-name = Début
column-end-name = Fin
column-when-name = Libellé de la date
column-url-name = Adresse Web
column-label-name = Nom
column-precision-name = Précision

## Données ouvertes : ce que contiennent les tableaux et les colonnes
table-areas = Les domaines qui composent le plan.
table-commitments = Ce que les parties se sont engagées à faire.
table-groups = Les groupes de travail, les mécanismes, les partenariats et les accords du plan.
table-events = Ce qui a eu lieu ou est prévu à une date donnée.
table-bodies = Les pays, les ministères, les associations et les autres organismes.
table-updates = Des rapports sur ce que le plan a donné.
table-pages = Les autres pages de ce site.
table-statuses = Les états dans lesquels peut se trouver un engagement ou un jalon.
table-groups-of = Les groupes qui travaillent ou participent dans chaque cas.
table-bodies-of = Les organismes qui travaillent ou participent dans chaque cas.
table-areas-of = Les domaines dont traite chaque événement.
table-commitments-of = Les engagements dont traite chaque événement.
table-leads = Les organismes et les groupes qui dirigent chaque engagement.
table-milestones = Les jalons de chaque engagement.
table-targets = Les cibles des engagements, en chiffres.
table-observations = Les valeurs observées pour chaque cible.
table-sources = Les documents sur lesquels repose chaque fiche.
table-members = Les organismes membres de chaque groupe.
table-documents = Ordres du jour, procès-verbaux et autres documents de chaque événement.
table-about = Les fiches dont traite chaque mise à jour.
column-id = Le nom de la fiche dans les données, le même dans toutes les langues.
column-title = Comment cela s’appelle.
column-summary = Ce que c’est, en une ou deux phrases.
column-page = L’adresse de sa page sur le Web.
column-changed = Quand son contenu a changé sur le fond pour la dernière fois.
column-owner = L’identifiant de la fiche à laquelle se rapporte la ligne.
column-position = La place dans la liste, à partir de 1.
column-named = L’identifiant de la fiche que mentionne la liste.
column-number = Son numéro dans le plan.
column-area = L’identifiant du domaine auquel il appartient.
column-status = L’état dans lequel cela se trouve.
column-new-status = L’état dans lequel se trouvent depuis lors les engagements dont elle traite.
column-since = Depuis quand il est dans cet état.
column-due = La date limite pour le faire.
column-reason = Pourquoi il est dans cet état.
column-milestone-title = Ce qui est atteint avec ce jalon.
column-indicator = Ce qui est mesuré.
column-unit = L’unité de mesure.
column-baseline-date = Quand a été mesurée la valeur à partir de laquelle la cible est calculée.
column-baseline-value = La valeur à partir de laquelle la cible est calculée, si elle est connue.
column-goal-date = La date limite pour atteindre la cible.
column-goal-value = La valeur à atteindre.
column-change = La variation visée par rapport à la valeur de référence. Ainsi, 0.5 est une hausse de moitié.
column-value = Ce qui a été mesuré, dans l’unité de la cible.
column-document-title = Comment s’appelle le document.
column-document-url = L’adresse du document sur le Web.
column-language = Le code de la langue dans laquelle le document est écrit.
column-date = Quand cela a été fait, mesuré ou publié.
column-kind = De quel type de groupe ou d’organisme il s’agit.
column-acronym = Son nom abrégé.
column-parent = L’identifiant du groupe ou de l’organisme dont il fait partie.
column-country = L’identifiant du pays auquel il appartient.
column-founded = Quand il a été créé.
column-dissolved = Quand il a été dissous.
column-url = Son propre site Web.
column-role = Ce que l’organisme fait dans le groupe.
column-from = Depuis quand il est membre du groupe.
column-to = Jusqu’à quand il a été membre du groupe.
column-start = Quand cela commence.
column-end = Quand cela se termine. Lorsque la date est un jour, ce jour est compris dans la durée.
column-when = La date dans les mots des auteurs, s’ils en disent plus que la date.
column-place = Où cela a lieu.
column-announced = Quand cela a été annoncé.
column-recurs = À quelle fréquence cela a lieu.
column-label = Comment s’appelle l’état.
column-precision = Ce que l’on connaît de la date : l’année, le mois, le jour ou l’heure.

## Plan du site
site-map-title = Plan du site
site-map-introduction = Toutes les pages de ce site.

## L’état des traductions
translations-title = Traductions
translations-introduction = Ce qui est traduit dans chaque langue de ce site, et les traductions qui ne suivent pas encore leur original.
translations-languages = Langues
translations-caption = Pages de texte dans chaque langue
translations-language = Langue
translations-original = Écrites dans cette langue
translations-translated = Traduites
translations-outdated = Dont en retard sur leur original
translations-missing = Non traduites
translations-missing-here = Pas encore traduites en français
translations-outdated-here = Traductions françaises en retard sur leur original

## Page à la racine du site, où l’on choisit la langue
choice-continue = Continuer en français

## Page pour une adresse qui n’existe pas
not-found-title = Page introuvable
not-found-text = Il n’y a aucune page à cette adresse. La page a peut-être été déplacée, ou l’adresse contient une erreur. Vous pouvez continuer à partir d’ici :

## Page à l’ancienne adresse d’une fiche
redirect-title = Cette page a changé d’adresse
redirect-text = La page se trouve maintenant ici :

## Texte
heading-anchor = Lien vers cette section
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
footnotes = Notes
# $number : le numéro de la note, dans les deux.
footnote-reference = Note { $number }
footnote-back = Retour au texte de la note { $number }
task-done = Fait :
task-open = À faire :
# Nom du cadre dans lequel un tableau large défile horizontalement.
table-region = Tableau à défilement horizontal

## Jamais affiché : ce qu’un contrôle sait de la langue
# Textes de liens qui ne disent rien quand le lien ne dit rien d’autre. Une barre sépare deux textes.
vague-link-texts = ici | cliquez ici | cliquer ici | ce lien | cette page | lien | lire la suite | en savoir plus | plus | plus d’informations | voir plus | détails | continuer
