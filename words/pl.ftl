### Polish. Titles of measures and names of periods are put in as they are: no sentence declines them.

## Judgement: status, what the interval says, why a value is missing or not scored

status-on-target = Cel osiągnięty
status-watch = Do obserwacji
status-off-target = Cel nieosiągnięty
status-no-score = Bez oceny
status-no-target = Bez wartości docelowej

# What the interval of chance variation says about the plan, as a sentence.
verdict-met = Plan jest osiągnięty nawet po uwzględnieniu wahań losowych.
verdict-missed = Plan nie jest osiągnięty nawet po uwzględnieniu wahań losowych.
verdict-uncertain = Wahania losowe nie pozwalają orzec, czy plan jest osiągnięty.

absence-no-data = Brak danych
absence-insufficient-history = Za krótka historia
absence-not-yet-due = Przed terminem pomiaru
absence-withheld = Nie pokazano
absence-undefined = Nie da się obliczyć
# So many cases are still open that a statistic of how long they take is not known.
absence-not-reached = Jeszcze nieznane
# Of too few people to be shown.
absence-private = Nie pokazano
absence-withheld-n = Nie pokazano (n { $n } z wymaganych { $min_n })
absence-not-reached-n = Jeszcze nieznane (otwarte sprawy: { $open } z { $of })

doubt-provisional = Dane wstępne
doubt-insufficient-data = Za mało danych
doubt-provisional-reason = Dane wstępne ({ $reason })
doubt-insufficient-data-n = Za mało danych (n { $n } z wymaganych { $min_n })

# Clauses in parentheses or after a colon.
provisional-data-begin = dane zaczynają się { $on }
provisional-stale = ostatni wiersz: { $last }
provisional-gap =
    { $longest ->
        [one] ostatni wiersz: { $last }; najdłuższa wcześniejsza przerwa trwała { $longest } dzień
        [few] ostatni wiersz: { $last }; najdłuższa wcześniejsza przerwa trwała { $longest } dni
        [many] ostatni wiersz: { $last }; najdłuższa wcześniejsza przerwa trwała { $longest } dni
       *[other] ostatni wiersz: { $last }; najdłuższa wcześniejsza przerwa trwała { $longest } dnia
    }
provisional-gap-alone = ostatni wiersz: { $last }
provisional-immature = dla wielu przypadków termin jeszcze nie minął

## Time

duration-seconds =
    { $count ->
        [one] { $count } sekunda
        [few] { $count } sekundy
        [many] { $count } sekund
       *[other] { $count } sekundy
    }
duration-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
        [many] { $count } minut
       *[other] { $count } minuty
    }
duration-hours =
    { $count ->
        [one] { $count } godzina
        [few] { $count } godziny
        [many] { $count } godzin
       *[other] { $count } godziny
    }
duration-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
duration-business-days =
    { $count ->
        [one] { $count } dzień roboczy
        [few] { $count } dni robocze
        [many] { $count } dni roboczych
       *[other] { $count } dnia roboczego
    }
duration-weeks =
    { $count ->
        [one] { $count } tydzień
        [few] { $count } tygodnie
        [many] { $count } tygodni
       *[other] { $count } tygodnia
    }
duration-months =
    { $count ->
        [one] { $count } miesiąc
        [few] { $count } miesiące
        [many] { $count } miesięcy
       *[other] { $count } miesiąca
    }
duration-quarters =
    { $count ->
        [one] { $count } kwartał
        [few] { $count } kwartały
        [many] { $count } kwartałów
       *[other] { $count } kwartału
    }
duration-years =
    { $count ->
        [one] { $count } rok
        [few] { $count } lata
        [many] { $count } lat
       *[other] { $count } roku
    }

# What a value looks at, beside it: in parentheses or after a comma.
window-rolling = krocząco: { $length }
window-since-month = od: { $month }
window-since = od { $first }
window-day = { $day }
window-days = { $first } – { $last }
window-mixed = mierniki o różnych oknach

## Head and foot of a document

head-title =
    { $level ->
        [operational] { $scorecard }, raport operacyjny – { $entity }, { $period }
        [tactical] { $scorecard }, raport taktyczny – { $entity }, { $period }
       *[strategic] { $scorecard } – { $entity }, { $period }
    }
head-as-of = Stan na { $date }
head-as-of-sentence = Stan danych na { $date }
head-run = Przebieg { $id }
head-sources =
    Źródła: { $sources }{ $more ->
        [0] {""}
       *[other] {" "}i jeszcze { $more }
    }
head-note = Uwaga:
head-page = Strona { $page } z { $pages }
head-summary =
    { $scored ->
        [yes] { $scorecard }, { $entity }, { $period }: ocena { $score }, pokrycie { $coverage }
       *[no] { $scorecard }, { $entity }, { $period }: bez oceny, pokrycie { $coverage }
    }
head-attachment = Wyniki tego przebiegu, niezaokrąglone

notice-control = { $control }: { $value } za okres { $period }, a w księdze jest { $ledger }; różnica { $difference } przekracza dopuszczalną.
notice-moved = Za ostatni pełny okres nie ma jeszcze wierszy; { $period } to ostatni okres z danymi.
notice-provisional =
    { $measures ->
        [one] { $measures } miernik opiera się na danych wstępnych i nie ma oceny ({ $reason }).
        [few] { $measures } mierniki opierają się na danych wstępnych i nie mają oceny ({ $reason }).
        [many] { $measures } mierników opiera się na danych wstępnych i nie ma oceny ({ $reason }).
       *[other] { $measures } miernika opiera się na danych wstępnych i nie ma oceny ({ $reason }).
    }
notice-incomplete =
    { $measures ->
        [one] { $measures } miernik opiera się na danych wstępnych i nie ma oceny: dane za okres { $period } są niepełne.
        [few] { $measures } mierniki opierają się na danych wstępnych i nie mają oceny: dane za okres { $period } są niepełne.
        [many] { $measures } mierników opiera się na danych wstępnych i nie ma oceny: dane za okres { $period } są niepełne.
       *[other] { $measures } miernika opiera się na danych wstępnych i nie ma oceny: dane za okres { $period } są niepełne.
    }
notice-rejected =
    { $rows ->
        [one] Nie dało się wykorzystać { $rows } wiersza źródła { $source }; zob. ostatnią stronę.
        [few] Nie dało się wykorzystać { $rows } wierszy źródła { $source }; zob. ostatnią stronę.
        [many] Nie dało się wykorzystać { $rows } wierszy źródła { $source }; zob. ostatnią stronę.
       *[other] Nie dało się wykorzystać { $rows } wiersza źródła { $source }; zob. ostatnią stronę.
    }

## Labels of columns and facts, and headings

label-measure = Miernik
label-unit = (jednostka)
# Actual, plan and previous year in two letters each, as controllers write them.
label-actual = Wyk.
label-plan = Plan
label-previous-year = Rok pop.
label-delta = Δ Plan
label-delta-relative = Δ Plan %
label-variance = Odchylenie
label-bullet = Wykonanie a plan
label-trend = Trend
label-status = Status
label-score = Ocena
label-weight = Waga
# Number of cases.
label-cases = n
label-interval = Przedział 95%
label-interval-first = Przedział
label-interval-second = 95%
label-year-to-date = Od początku roku
label-year-to-date-short = Narast.
label-year-end-short = Prognoza
label-change = Zmiana
label-period = Okres
label-what-happened = Co się stało
label-comment = Komentarz
label-owner = Właściciel
label-initiatives = Inicjatywy
label-source = Źródło
label-files = Pliki
label-rows = Wiersze
label-days = Dni
label-remarks = Uwagi
label-drives = Wpływa na
label-driven-by = Zależy od
label-formula = Wzór
label-events = Zdarzenia
label-note = Uwaga
label-kind = Rodzaj
label-dated-by = Według daty
label-interval-method = Przedział
label-change-method = Zmiana
label-window = Okno
label-over-time = W czasie
label-smallest-sample = Najmniejsza próba
label-beside = Podane obok
label-signals = Sygnały
label-outlook = Prognoza na koniec roku

heading-exceptions = Wyjątki
no-exceptions =
    { $of ->
        [nothing] Nie dało się ocenić żadnego miernika.
        [part] W tym raporcie nie ma ocenianego miernika z celem nieosiągniętym ani do obserwacji.
       *[whole] Nie ma ocenianego miernika z celem nieosiągniętym ani do obserwacji.
    }
heading-what-changed = Co się zmieniło
heading-attention = Wymaga uwagi
label-attention-of = właściciel, najbliższa inicjatywa
heading-year-ends = Prognoza na koniec roku
heading-statuses-moved = Zmiany statusu
heading-signals-now = Sygnały
label-points = Punkty
label-before = Wcześniej
label-now = Teraz
label-chance = Szansa
label-rate-effect = Efekt poziomu
label-mix-effect = Efekt struktury
heading-contents = Spis treści
heading-other-measures = Pozostałe mierniki tego celu
heading-definitions = Definicje
heading-data-quality = Jakość danych
nothing-left-out = Niczego nie pominięto.

segment-total = Razem
segment-other = pozostałe
segment-not-stated = (nie podano)

cohort-first-row = Pierwszy wiersz
cohort-average = Średnia ważona liczebnością
cohort-title =
    { $grain ->
        [week] Utrzymani klienci według kohorty i stażu w tygodniach
        [month] Utrzymani klienci według kohorty i stażu w miesiącach
        [quarter] Utrzymani klienci według kohorty i stażu w kwartałach
        [year] Utrzymani klienci według kohorty i stażu w latach
       *[wave] Utrzymani klienci według kohorty i stażu w falach
    }
cohort-title-unit =
    { $grain ->
        [week] Utrzymani klienci według kohorty i stażu w tygodniach ({ $unit })
        [month] Utrzymani klienci według kohorty i stażu w miesiącach ({ $unit })
        [quarter] Utrzymani klienci według kohorty i stażu w kwartałach ({ $unit })
        [year] Utrzymani klienci według kohorty i stażu w latach ({ $unit })
       *[wave] Utrzymani klienci według kohorty i stażu w falach ({ $unit })
    }
cohort-note = Puste: jeszcze nie zaobserwowano.
cohort-note-newest = Puste: jeszcze nie zaobserwowano. Najnowsze kohorty: { $shown } z { $all }; średnia obejmuje wszystkie.

not-scored = pokazany bez oceny
tag-coverage = pokrycie { $share }
tag-weight = waga { $share }
tag-of-level =
    { $level ->
        [strategic]
            { $measures ->
                [one] { $measures } miernik strategiczny
                [few] { $measures } mierniki strategiczne
                [many] { $measures } mierników strategicznych
               *[other] { $measures } miernika strategicznego
            }
        [tactical]
            { $measures ->
                [one] { $measures } miernik taktyczny
                [few] { $measures } mierniki taktyczne
                [many] { $measures } mierników taktycznych
               *[other] { $measures } miernika taktycznego
            }
       *[operational]
            { $measures ->
                [one] { $measures } miernik operacyjny
                [few] { $measures } mierniki operacyjne
                [many] { $measures } mierników operacyjnych
               *[other] { $measures } miernika operacyjnego
            }
    }
# After an objective's heading and a comma: measures that count here and stand in another report.
tag-listed-elsewhere =
    { $also ->
        [yes] a ponadto: { $measures }
       *[no] z innego raportu: { $measures }
    }
# The heading of a measure whose rows belong to no entity, in the report of one.
tag-company-wide = { $title }, cała firma
# Beneath the heading of the trends.
tag-periods =
    { $grain ->
        [week]
            { $count ->
                [one] { $count } tydzień
                [few] { $count } tygodnie
                [many] { $count } tygodni
               *[other] { $count } tygodnia
            }
        [month]
            { $count ->
                [one] { $count } miesiąc
                [few] { $count } miesiące
                [many] { $count } miesięcy
               *[other] { $count } miesiąca
            }
        [quarter]
            { $count ->
                [one] { $count } kwartał
                [few] { $count } kwartały
                [many] { $count } kwartałów
               *[other] { $count } kwartału
            }
        [year]
            { $count ->
                [one] { $count } rok
                [few] { $count } lata
                [many] { $count } lat
               *[other] { $count } roku
            }
        [wave]
            { $count ->
                [one] { $count } fala
                [few] { $count } fale
                [many] { $count } fal
               *[other] { $count } fali
            }
       *[none]
            { $count ->
                [one] { $count } okres
                [few] { $count } okresy
                [many] { $count } okresów
               *[other] { $count } okresu
            }
    }

key = Wyk.: wykonanie · Plan: plan (na wykresach PL) · Rok pop.: rok poprzedni · Δ Plan: wykonanie minus plan, dla wskaźników w punktach. Odchylenie: Δ jako udział w planie, w prawo, gdy wykonanie przekracza plan; niebieskie jest korzystne, pomarańczowe niekorzystne. Wykonanie a plan: słupek to wykonanie, kreska to plan, szarość zmienia się tam, gdzie zmienia się status. Każdy trend ma własną skalę. n to liczba przypadków; przedział pokazuje wahania losowe. Pokrycie to waga, którą dało się ocenić.
key-year = Narast.: od początku roku · Prognoza: prognoza na koniec roku, o ile jest miarodajna.
key-to-date = Narast.: od początku roku.
key-year-end = Prognoza: prognoza na koniec roku, o ile jest miarodajna.
scorecard-summary = Perspektywy, pod nimi cele strategiczne i ich mierniki, po jednym wierszu; wykresy powtarzają liczby swojego wiersza.

## Figures and units

unit-percent = %
unit-points = pkt
unit-days = dni
unit-hours = h
unit-minutes = min
unit-seconds = s
unit-thousands = tys.
unit-millions = mln
unit-thousands-of = tys. { $unit }
unit-millions-of = mln { $unit }
unit-thousands-labelled = tys. { $unit }
unit-millions-labelled = mln { $unit }

# Numbers with their decimals: in some languages 6.3 has a form of its own.
quantity-points = { $value } pkt
quantity-days =
    { $value ->
        [one] { $value } dzień
        [few] { $value } dni
        [many] { $value } dni
       *[other] { $value } dnia
    }
quantity-hours = { $value } h
quantity-minutes = { $value } min
quantity-seconds = { $value } s
quantity-labelled = { $value } { $unit }

figures-range = { $low } do { $high }
figures-with-plan = { $value }, plan { $plan }
figures-of = { $part } z { $whole }

# Beneath a measure's name, joined by semicolons.
remark-value-of = wartość za okres { $period }
remark-not-rolling = brak wartości za kilka okresów
remark-of-reported = Dane na tym arkuszu dotyczą okresu raportu: { $period }, niezależnie od okresu wybranego w sterowaniu.
remark-judged-to-date = oceniany według wartości od początku roku
remark-judged-to-date-by = oceniany według wartości od początku roku: { $value }, plan { $plan }
remark-partly-in-window = w oknie są wartości za { $with_value } z { $of } okresów
remark-partly-in-year = od początku roku są wartości za { $with_value } z { $of } okresów
remark-not-renewed = cel nieodnowiony
remark-beside = { $name }: { $figure }
# Churn of a year at the pace of the period; the share of comments whose mood could be told.
beside-annualised = w skali roku
beside-comments-scored = komentarze z oceną wydźwięku

## Sentences on a measure

sentence-absent = { $reason } ({ $period }).
# Better and worse are meant for the measure, whichever way its figures go.
sentence-value =
    { $period }: { $value }{ $windowed ->
        [yes] {" "}({ $window })
       *[no] {""}
    }{ $against ->
        [on-plan] {","} zgodnie z planem { $plan }
        [within] {","} w granicach planu ({ $plan })
        [better] {","} o { $gap } lepiej niż plan { $plan }
        [worse] {","} o { $gap } gorzej niż plan { $plan }
        [above] {","} o { $gap } powyżej planu { $plan }
        [below] {","} o { $gap } poniżej planu { $plan }
       *[none] {""}
    }{ $before ->
        [known] {";"} poprzednio ({ $previous_period }): { $previous }
        [within-chance] {";"} poprzednio ({ $previous_period }): { $previous }, zmiana { $change } w granicach wahań losowych
        [beyond-chance] {";"} poprzednio ({ $previous_period }): { $previous }, zmiana { $change } większa niż wahania losowe
       *[none] {""}
    }.
sentence-judged-to-date = Oceniany według wartości od początku roku: { $value }, plan { $plan }.
sentence-not-scored = { $doubt }: bez oceny.

note-initiative =
    { $title }, termin { $due }{ $progressed ->
        [yes] {","} wykonano { $progress }
       *[no] {""}
    }{ $overdue ->
        [yes] {","} po terminie
       *[no] {""}
    }{ $owned ->
        [yes] {" "}({ $owner })
       *[no] {""}
    }
note-comment =
    { $signed ->
        [by] { $period }: { $text } ({ $by })
        [date] { $period }: { $text } ({ $date })
        [both] { $period }: { $text } ({ $by }, { $date })
       *[none] { $period }: { $text }
    }
note-entered =
    { $signed ->
        [by] { $period }: wartość wprowadzona ({ $by })
        [date] { $period }: wartość wprowadzona { $date }
        [both] { $period }: wartość wprowadzona { $date } ({ $by })
       *[none] { $period }: wartość wprowadzona
    }{ $evident ->
        [yes] {":"} { $evidence }
       *[no] {""}
    }
note-behind = { $segments }: { $segment } { $value } (n { $n })
note-moved = { $segments }: { $segment } { $value } (poprzednio { $previous })
note-drives = { $title } ({ $remarks })
note-opposite = odwrotnie
note-later = z opóźnieniem: { $lag }
note-by = według: { $by }

segment-note-window = Wartości liczone w oknie ({ $window }).
segment-note-few = Szare: poniżej { $min_n } przypadków, za mało, by oceniać.
segment-note-withheld = Nie pokazano: poniżej { $smallest } przypadków albo ukryto, by takich wartości nie dało się obliczyć.
segment-note-changed =
    { $customers ->
        [one] { $customers } klient zmienił segment od otwarcia i liczy się tam, gdzie był wtedy.
        [few] { $customers } klientów zmieniło segment od otwarcia i liczy się tam, gdzie byli wtedy.
        [many] { $customers } klientów zmieniło segment od otwarcia i liczy się tam, gdzie byli wtedy.
       *[other] { $customers } klienta zmieniło segment od otwarcia i liczy się tam, gdzie byli wtedy.
    }

## Charts

chart-title =
    { $grain ->
        [week]
            { $count ->
                [one] Ostatni tydzień
                [few] Ostatnie { $count } tygodnie
                [many] Ostatnich { $count } tygodni
               *[other] Ostatnie { $count } tygodnia
            }
        [month]
            { $count ->
                [one] Ostatni miesiąc
                [few] Ostatnie { $count } miesiące
                [many] Ostatnich { $count } miesięcy
               *[other] Ostatnie { $count } miesiąca
            }
        [quarter]
            { $count ->
                [one] Ostatni kwartał
                [few] Ostatnie { $count } kwartały
                [many] Ostatnich { $count } kwartałów
               *[other] Ostatnie { $count } kwartału
            }
        [year]
            { $count ->
                [one] Ostatni rok
                [few] Ostatnie { $count } lata
                [many] Ostatnich { $count } lat
               *[other] Ostatnie { $count } roku
            }
       *[wave]
            { $count ->
                [one] Ostatnia fala
                [few] Ostatnie { $count } fale
                [many] Ostatnich { $count } fal
               *[other] Ostatnie { $count } fali
            }
    }
chart-title-window =
    { $grain ->
        [week]
            { $count ->
                [one] Ostatni tydzień, { $window }
                [few] Ostatnie { $count } tygodnie, { $window }
                [many] Ostatnich { $count } tygodni, { $window }
               *[other] Ostatnie { $count } tygodnia, { $window }
            }
        [month]
            { $count ->
                [one] Ostatni miesiąc, { $window }
                [few] Ostatnie { $count } miesiące, { $window }
                [many] Ostatnich { $count } miesięcy, { $window }
               *[other] Ostatnie { $count } miesiąca, { $window }
            }
        [quarter]
            { $count ->
                [one] Ostatni kwartał, { $window }
                [few] Ostatnie { $count } kwartały, { $window }
                [many] Ostatnich { $count } kwartałów, { $window }
               *[other] Ostatnie { $count } kwartału, { $window }
            }
        [year]
            { $count ->
                [one] Ostatni rok, { $window }
                [few] Ostatnie { $count } lata, { $window }
                [many] Ostatnich { $count } lat, { $window }
               *[other] Ostatnie { $count } roku, { $window }
            }
       *[wave]
            { $count ->
                [one] Ostatnia fala, { $window }
                [few] Ostatnie { $count } fale, { $window }
                [many] Ostatnich { $count } fal, { $window }
               *[other] Ostatnie { $count } fali, { $window }
            }
    }
chart-legend-limits = linia kropkowana: granice zwykłych wahań i ich środek
chart-legend-signals = w kółku: sygnały
chart-legend-forecast = FC: prognoza, 95-procentowy przedział
# At the right end of a line: plan, and forecast, in two letters.
chart-plan = PL { $value }
chart-forecast = FC { $value }
chart-alt-none = { $title }: brak wartości w tych okresach.
chart-alt = { $title }: od { $first } ({ $first_period }) do { $last } ({ $last_period }). Najniższa wartość { $low } ({ $low_period }), najwyższa { $high } ({ $high_period }).
chart-alt-plan = Plan na końcu: { $plan }.
chart-alt-limits = Zwykłe wahania: od { $low } do { $high }.
chart-alt-forecast = Prognoza na { $period }: { $value }.
chart-event =
    { $restarts ->
        [yes] { $letter } { $at }: { $note }, granice liczone od nowa
       *[no] { $letter } { $at }: { $note }
    }

## Signals, trends and forecasts

# Clauses, joined by semicolons.
rule-beyond-limits =
    { $side ->
        [below] poniżej dolnej granicy
       *[above] powyżej górnej granicy
    }
rule-run-of-8 =
    { $side ->
        [below] co najmniej osiem z rzędu poniżej środka
       *[above] co najmniej osiem z rzędu powyżej środka
    }
rule-run-of-9 =
    { $side ->
        [below] co najmniej dziewięć z rzędu poniżej środka
       *[above] co najmniej dziewięć z rzędu powyżej środka
    }
rule-two-of-three =
    { $side ->
        [above] dwa z trzech blisko górnej granicy
        [below] dwa z trzech blisko dolnej granicy
       *[none] dwa z trzech blisko granicy
    }
rule-four-of-five =
    { $side ->
        [below] cztery z pięciu wyraźnie poniżej środka
       *[above] cztery z pięciu wyraźnie powyżej środka
    }
rule-nearer-limit =
    { $side ->
        [above] trzy z czterech bliżej górnej granicy niż środka
        [below] trzy z czterech bliżej dolnej granicy niż środka
       *[none] trzy z czterech bliżej granicy niż środka
    }
rule-trend-of-6 =
    { $side ->
        [below] co najmniej sześć z rzędu w dół
       *[above] co najmniej sześć z rzędu w górę
    }
rule-alternating = co najmniej czternaście z rzędu na przemian w górę i w dół
rule-inside = co najmniej piętnaście z rzędu blisko środka
rule-outside = co najmniej osiem z rzędu daleko od środka, po obu stronach

rule-name-beyond-limits = jeden punkt poza granicami
rule-name-run-of-8 = osiem z rzędu po jednej stronie środka
rule-name-run-of-9 = dziewięć z rzędu po jednej stronie środka
rule-name-two-of-three = dwa z trzech blisko tej samej granicy
rule-name-four-of-five = cztery z pięciu wyraźnie po jednej stronie środka
rule-name-nearer-limit = trzy z czterech bliżej tej samej granicy niż środka
rule-name-trend-of-6 = sześć z rzędu w górę lub w dół
rule-name-alternating = czternaście z rzędu na przemian w górę i w dół
rule-name-inside = piętnaście z rzędu blisko środka
rule-name-outside = osiem z rzędu daleko od środka, po obu stronach

method-ses = proste wygładzanie wykładnicze
method-drift = dryf
method-holt = trend liniowy Holta
method-seasonal-naive = naiwna sezonowa

signal-normal = w granicach zwykłych wahań
signal-fired = sygnał: { $rules }
signal-normal-within = W granicach zwykłych wahań, od { $low } do { $high }.
signal-normal-yet-changed = Mimo to w granicach zwykłych wahań, od { $low } do { $high }.
signal-fired-beyond = Sygnał: { $rules } (zwykłe wahania od { $low } do { $high }).

ahead-trend =
    { $grain ->
        [week]
            { $rising ->
                [yes] Wzrost o { $by } tygodniowo (liczba tygodni: { $periods }).
               *[no] Spadek o { $by } tygodniowo (liczba tygodni: { $periods }).
            }
        [month]
            { $rising ->
                [yes] Wzrost o { $by } miesięcznie (liczba miesięcy: { $periods }).
               *[no] Spadek o { $by } miesięcznie (liczba miesięcy: { $periods }).
            }
        [quarter]
            { $rising ->
                [yes] Wzrost o { $by } kwartalnie (liczba kwartałów: { $periods }).
               *[no] Spadek o { $by } kwartalnie (liczba kwartałów: { $periods }).
            }
        [year]
            { $rising ->
                [yes] Wzrost o { $by } rocznie (liczba lat: { $periods }).
               *[no] Spadek o { $by } rocznie (liczba lat: { $periods }).
            }
       *[wave]
            { $rising ->
                [yes] Wzrost o { $by } na falę (liczba fal: { $periods }).
               *[no] Spadek o { $by } na falę (liczba fal: { $periods }).
            }
    }
ahead-year =
    { $total ->
        [yes] Prognoza całoroczna ({ $year }): { $value } (od { $low } do { $high })
       *[no] Prognoza na koniec roku ({ $year }): { $value } (od { $low } do { $high })
    }{ $planned ->
        [band] {","} plan od { $plan } do { $plan_high }
        [value] {","} plan { $plan }
       *[none] {""}
    }{ $chanced ->
        [below] {";"} szansa na osiągnięcie celu według modelu poniżej { $chance }
        [above] {";"} szansa na osiągnięcie celu według modelu powyżej { $chance }
        [about] {";"} szansa na osiągnięcie celu według modelu wynosi { $chance }
       *[none] {""}
    }{ $wanted ->
        [yes] {";"} odtąd potrzeba { $required } { $grain ->
            [week] tygodniowo
            [month] miesięcznie
            [quarter] kwartalnie
            [year] rocznie
           *[wave] na falę
        }
       *[no] {""}
    } ({ $method }).
ahead-too-wide = Przedział prognozy ({ $year }) jest zbyt szeroki, aby cokolwiek z niej wynikało.

## Co się zmieniło i czy proces osiąga cel

changed-score =
    { $moved ->
        [up] W porównaniu z okresem { $period } ocena wzrosła z { $before } do { $after } ({ $by }).
        [down] W porównaniu z okresem { $period } ocena spadła z { $before } do { $after } ({ $by }).
       *[level] W porównaniu z okresem { $period } ocena się nie zmieniła ({ $after }).
    }
changed-no-score = Za okres { $period } nie ma oceny do porównania.
changed-weights = Wagi oraz mierniki, które doszły lub odpadły
changed-others =
    { $measures ->
        [one] { $measures } inny miernik
        [few] { $measures } inne mierniki
       *[other] { $measures } innych mierników
    }
changed-no-status =
    { $of ->
        [nothing] W poprzednim okresie nie ma statusu do porównania.
        [part] Żaden status w tym raporcie nie zmienił się od poprzedniego okresu.
       *[whole] Żaden status nie zmienił się od poprzedniego okresu.
    }
changed-was =
    { $moved ->
        [up] wzrost z { $score }
        [down] spadek z { $score }
       *[level] bez zmian
    }
assurance-will-meet = Przy obecnym procesie cel zostanie osiągnięty: granice leżą po właściwej stronie.
assurance-will-miss = Przy obecnym procesie cel nie zostanie osiągnięty: granice do niego nie sięgają.
assurance-hit-or-miss = Przy obecnym procesie o osiągnięciu celu decyduje przypadek: cel leży między granicami.
assurance-too-few = Okresów jest za mało, aby stwierdzić, czy proces osiąga cel.
assurance-no-target = Brak wartości docelowej, z którą można porównać proces.
assurance-word-will-meet = przy obecnym procesie cel zostanie osiągnięty
assurance-word-will-miss = przy obecnym procesie cel nie zostanie osiągnięty
assurance-word-hit-or-miss = przy obecnym procesie wynik niepewny
tally-on-target =
    { $measures ->
        [one] { $measures } cel osiągnięty
        [few] { $measures } cele osiągnięte
       *[other] { $measures } celów osiągniętych
    }
tally-watch = { $measures } do obserwacji
tally-off-target =
    { $measures ->
        [one] { $measures } cel nieosiągnięty
        [few] { $measures } cele nieosiągnięte
       *[other] { $measures } celów nieosiągniętych
    }
year-end-figures =
    { $value } (od { $low } do { $high }){ $planned ->
        [band] {","} plan od { $plan } do { $plan_high }
        [value] {","} plan { $plan }
       *[none] {""}
    }
year-end-chance =
    { $chanced ->
        [below] poniżej { $chance }
        [above] powyżej { $chance }
       *[about] { $chance }
    }

## Exceptions, decisions and approvals

exception-no-comment = Brak komentarza.
exception-same-comment = Te same słowa co w poprzednim okresie ({ $period }).
exception-no-initiative = Tego celu nie wspiera żadna inicjatywa.
exception-more-initiatives =
    { $initiatives ->
        [one] i jeszcze { $initiatives } inicjatywa
        [few] i jeszcze { $initiatives } inicjatywy
        [many] i jeszcze { $initiatives } inicjatyw
       *[other] i jeszcze { $initiatives } inicjatywy
    }
exception-pace =
    { $behind ->
        [yes] Minęło { $time } czasu: opóźnienie
       *[no] Minęło { $time } czasu
    }
exception-spent = Wydano { $spent } z { $budget } { $currency }
exception-next-step =
    { $overdue ->
        [yes] Następny krok: { $title }, termin minął { $due }
       *[no] Następny krok: { $title }, termin { $due }
    }
exception-run = Przebieg
exception-decisions = Decyzje
exception-decision = Decyzja
exception-decision-by = Wykonawca
exception-decision-due = Termin
exception-decision-period = Podjęto
exception-approvals = Zatwierdzenia
exception-approval =
    { $dated ->
        [yes] { $by }, { $date }
       *[no] { $by }
    }
role-prepared = Sporządził(a)
role-reviewed = Sprawdził(a)
role-approved = Zatwierdził(a)

## Strategy map

map-title = Mapa strategii
map-mission = Misja
map-vision = Wizja
map-key = Strzałka prowadzi od tego, co wpływa, do tego, na co wpływa.
map-key-lag = Czas przy strzałce mówi, po jakim okresie widać skutek.
map-key-opposite = Linia przerywana ze znakiem „−”: im więcej jednego, tym mniej drugiego.
map-key-measures = Linia cienka: powiązane są tylko mierniki obu celów.
# For those who do not see the map.
map-alt =
    { $objectives ->
        [one] Mapa z { $objectives } celem
        [few] Mapa z { $objectives } celami
        [many] Mapa z { $objectives } celami
       *[other] Mapa z { $objectives } celu
    } w { $perspectives ->
        [one] { $perspectives } perspektywie.
        [few] { $perspectives } perspektywach.
        [many] { $perspectives } perspektywach.
       *[other] { $perspectives } perspektywy.
    }
# $steps are map-alt-start and map-alt-step, one after another.
map-alt-chain = Łańcuch: { $steps }.
map-alt-start = { $title } ({ $status }, { $score })
map-alt-step =
    { $opposite ->
        [yes] wpływa odwrotnie na: { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {","} z opóźnieniem: { $lag }
           *[no] { "" }
        }
       *[no] wpływa na: { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {","} z opóźnieniem: { $lag }
           *[no] { "" }
        }
    }
map-alt-alone = Bez powiązań: { $steps }.

## The message line

line-nothing = { $period }: nie dało się ocenić żadnego miernika.
line-off =
    { $brief ->
        [yes] { $title }: { $course ->
            [steady-miss] stale o { $by } gorzej niż plan; obecny proces nie zapewni celu
           *[other] { $gap ->
                [better] o { $by } lepiej niż plan
                [worse] o { $by } gorzej niż plan
               *[at-plan] zgodnie z planem
            }{ $run ->
                [off] {","} cel nieosiągnięty
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} od co najmniej { $running } okresów
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {""} { $running }. okres z rzędu
                }
            }
        }{ $course ->
            [steady-chance] {";"} wynik niepewny
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {";"} cel nieosiągnięty w { $off } z { $total }
            [all] {";"} cel nieosiągnięty we wszystkich { $total }
           *[none] {""}
        }
       *[no] { $course ->
            [steady-miss] { $title }: stale o { $by } gorzej niż plan; przy obecnym procesie cel nie zostanie osiągnięty
           *[other] { $title }: { $gap ->
                [better] o { $by } lepiej niż plan
                [worse] o { $by } gorzej niż plan
               *[at-plan] zgodnie z planem
            }{ $run ->
                [off] {","} cel nieosiągnięty
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} od co najmniej { $running } okresów z rzędu
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                    [2] {""} drugi okres z rzędu
                    [3] {""} trzeci okres z rzędu
                    [4] {""} czwarty okres z rzędu
                    [5] {""} piąty okres z rzędu
                    [6] {""} szósty okres z rzędu
                    [7] {""} siódmy okres z rzędu
                    [8] {""} ósmy okres z rzędu
                    [9] {""} dziewiąty okres z rzędu
                    [10] {""} dziesiąty okres z rzędu
                    [11] {""} jedenasty okres z rzędu
                    [12] {""} dwunasty okres z rzędu
                   *[other] {""} { $running }. okres z rzędu
                }
            }
        }{ $course ->
            [steady-chance] {";"} przy obecnym procesie wynik jest niepewny
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {";"} { $off ->
                [few] celu nie osiągnęły { $off } z { $total } mierników
               *[other] celu nie osiągnęło { $off } z { $total } mierników
            }
            [all] {";"} celu nie osiągnął żaden z { $total } mierników
           *[none] {""}
        }
    }.
line-praise = { $best }: o { $best_by } lepiej niż plan.
line-watch =
    { $brief ->
        [yes] Cele osiągnięte lub blisko; do obserwacji: { $title }, { $gap ->
            [better] o { $by } lepiej niż plan
            [worse] o { $by } gorzej niż plan
           *[at-plan] zgodnie z planem
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }{ $more ->
            [0] {""}
           *[other] {","} i jeszcze { $more }
        }
       *[no] Wszystkie cele osiągnięte lub bliskie osiągnięcia; do obserwacji: { $title }, { $gap ->
            [better] o { $by } lepiej niż plan
            [worse] o { $by } gorzej niż plan
           *[at-plan] zgodnie z planem
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }{ $more ->
            [0] {""}
           *[other] {","} i jeszcze { $more }
        }
    }.
line-one = { $title }: cel osiągnięty.
line-all = Wszystkie oceniane mierniki ({ $total }) osiągnęły cel.
line-all-and-best =
    { $brief ->
        [yes] Wszystkie oceniane ({ $total }) osiągnęły cel; { $best }: o { $best_by } lepiej niż plan
       *[no] Wszystkie oceniane mierniki ({ $total }) osiągnęły cel; { $best }: o { $best_by } lepiej niż plan
    }.

## Definitions

interval-none = brak
interval-wilson = Wilson
interval-corrected = Wilson z poprawką Rogana i Gladena
interval-adjusted-wald = skorygowany Wald
interval-garwood = Garwood
interval-mean = t-Studenta
interval-ratio = błąd standardowy ilorazu
interval-survival = Greenwood, log-log
interval-normal = metoda delta
interval-order = statystyki pozycyjne

change-wilson = Newcombe (1998)
change-corrected = Newcombe (1998), z granic po poprawce
change-wald = normalny, z błędów standardowych Walda
change-garwood = granice Garwooda, do kwadratu i zsumowane (Zou i Donner 2008)
change-welch = Welch (1947)
change-ratio = normalny, z błędów standardowych ilorazów

pooling-flow = okresy się sumują
pooling-pool = składniki się sumują, wzór liczony jest z ich sum
pooling-recompute = liczone na nowo z wierszy dłuższego okresu
pooling-last = wartość ostatniego okresu
pooling-none = stan na koniec każdego okresu; bez wartości za kilka okresów

scored-distance = odległość do wartości docelowej w stosunku do drogi od wartości bazowej do ostatniej wartości docelowej roku
scored-attainment = stopień realizacji, wykonanie do wartości docelowej
scored-attainment-inverse = stopień realizacji, wartość docelowa do wykonania
scored-attainment-or-met = stopień realizacji, wykonanie do wartości docelowej; przy wartości docelowej 0 lub mniejszej: { $met }
scored-attainment-inverse-or-met = stopień realizacji, wartość docelowa do wykonania; przy wartości docelowej 0 lub mniejszej: { $met }
scored-band = 100 wewnątrz przedziału, spadek do 0 na jego zewnętrznych granicach
scored-goal-red-flag = od progu alarmowego do celu
scored-met-tolerance = 100 przy wartości docelowej lub lepszej, spadek do 0 w obrębie tolerancji
scored-met = 100 przy wartości docelowej lub lepszej, w przeciwnym razie 0

judged-goal = cel osiągnięty przy celu lub lepszej wartości, do obserwacji przy progu alarmowym lub lepszej wartości
judged-edges = cel osiągnięty od { $on_target }, do obserwacji od { $watch }
judged-tolerance = cel osiągnięty przy planie lub lepszej wartości, do obserwacji w granicach tolerancji

definition-part-of = { $part } (część: { $source })
definition-kind = { $kind } ({ $keys })
definition-interval = { $method }, 95%
definition-change = { $method }; przypadki okresów uznaje się za niezależne
# A measure as a manager says it: $meaning is a sentence of its kind.
definition-words =
    { $grain ->
        [week] Tydzień po tygodniu: { $meaning }.
        [month] Miesiąc po miesiącu: { $meaning }.
        [quarter] Kwartał po kwartale: { $meaning }.
        [year] Rok po roku: { $meaning }.
       *[wave] Fala po fali: { $meaning }.
    }
definition-words-window = { $meaning }; { $window }.
definition-words-only = Tylko wiersze źródła „{ $source }”, w których „{ $condition }”.
definition-window = krocząco: { $length }, do końca okresu
definition-window-all = wszystko od pierwszego wiersza lub od początku historii
definition-window-of = { $measure }: { $window }
definition-signals-none = bez reguły
definition-signals = { $rules }; granice: średnia ± 2,66 średniej ruchomych rozstępów
definition-signals-from = { $rules }; granice: średnia ± 2,66 średniej ruchomych rozstępów od { $from }
definition-forecast-chosen = metoda o najmniejszym średnim błędzie bezwzględnym w teście wstecznym
definition-forecast-none = brak
definition-beside = { $name }: { $formula }

# In formulas, between or before their parts.
formula-and = i
formula-or = lub
formula-not = nie
formula-if = jeżeli
formula-else = inaczej
formula-otherwise = w przeciwnym razie
formula-least = najmniejsze z
formula-greatest = największe z
formula-coalesce = pierwsze obecne z
formula-nullif = nic, jeśli równe, inaczej pierwsze z

## Data quality

rows-join = { $left } połączone z { $others }
rows-part = część: { $of }
rows-query = zapytanie do źródeł: { $sources }
rows-entered = definicja i notatki
# The values of a measure that are entered, among the names of sources.
source-entered = { $measure } (wprowadzone)

source-ragged =
    { $rows ->
        [one] { $rows } wiersz ma więcej komórek niż nagłówek i został pominięty.
        [few] { $rows } wiersze mają więcej komórek niż nagłówek i zostały pominięte.
        [many] { $rows } wierszy ma więcej komórek niż nagłówek i zostało pominiętych.
       *[other] { $rows } wiersza ma więcej komórek niż nagłówek i zostało pominięte.
    }
source-short =
    { $rows ->
        [one] { $rows } wiersz kończy się za wcześnie: jego ostatnie komórki są puste.
        [few] { $rows } wiersze kończą się za wcześnie: ich ostatnie komórki są puste.
        [many] { $rows } wierszy kończy się za wcześnie: ich ostatnie komórki są puste.
       *[other] { $rows } wiersza kończy się za wcześnie: ostatnie komórki są puste.
    }
source-undated =
    { $rows ->
        [one] { $rows } wiersz ma kod oznaczający brak daty i został pominięty.
        [few] { $rows } wiersze mają kod oznaczający brak daty i zostały pominięte.
        [many] { $rows } wierszy ma kod oznaczający brak daty i zostało pominiętych.
       *[other] { $rows } wiersza ma kod oznaczający brak daty i zostało pominięte.
    }
source-unreadable =
    { $rows ->
        [one] Pominięto { $rows } wiersz bez czytelnej daty lub klucza.
        [few] Pominięto { $rows } wiersze bez czytelnej daty lub klucza.
        [many] Pominięto { $rows } wierszy bez czytelnej daty lub klucza.
       *[other] Pominięto { $rows } wiersza bez czytelnej daty lub klucza.
    }
source-repeated =
    { $rows ->
        [one] Usunięto { $rows } powtórzony wiersz.
        [few] Usunięto { $rows } powtórzone wiersze.
        [many] Usunięto { $rows } powtórzonych wierszy.
       *[other] Usunięto { $rows } powtórzonego wiersza.
    }
source-superseded =
    { $rows ->
        [one] { $rows } wiersz ustąpił innemu o tym samym kluczu.
        [few] { $rows } wiersze ustąpiły innym o tym samym kluczu.
        [many] { $rows } wierszy ustąpiło innym o tym samym kluczu.
       *[other] { $rows } wiersza ustąpiło innym o tym samym kluczu.
    }
source-filtered =
    { $rows ->
        [one] Definicja odfiltrowała { $rows } wiersz.
        [few] Definicja odfiltrowała { $rows } wiersze.
        [many] Definicja odfiltrowała { $rows } wierszy.
       *[other] Definicja odfiltrowała { $rows } wiersza.
    }
source-after-as-of =
    { $rows ->
        [one] { $rows } wiersz ma datę późniejszą niż data raportu i jeszcze się nie liczy.
        [few] { $rows } wiersze mają datę późniejszą niż data raportu i jeszcze się nie liczą.
        [many] { $rows } wierszy ma datę późniejszą niż data raportu i jeszcze się nie liczy.
       *[other] { $rows } wiersza ma datę późniejszą niż data raportu i jeszcze się nie liczy.
    }
source-no-customer =
    { $rows ->
        [one] { $rows } wiersz nie ma klienta: liczy się w sumach, nie na klienta.
        [few] { $rows } wiersze nie mają klienta: liczą się w sumach, nie na klienta.
        [many] { $rows } wierszy nie ma klienta: liczy się w sumach, nie na klienta.
       *[other] { $rows } wiersza nie ma klienta: liczy się w sumach, nie na klienta.
    }
source-no-customer-amounts = Kwoty z wierszy bez klienta: { $amounts }.
source-reversed =
    { $cases ->
        [one] { $measure }: pominięto { $cases } przypadek, który kończy się, zanim się zacznie.
        [few] { $measure }: pominięto { $cases } przypadki, które kończą się, zanim się zaczną.
        [many] { $measure }: pominięto { $cases } przypadków, które kończą się, zanim się zaczną.
       *[other] { $measure }: pominięto { $cases } przypadku, które kończą się, zanim się zaczną.
    }
source-outside-scale =
    { $answers ->
        [one] { $measure }: pominięto { $answers } odpowiedź spoza skali.
        [few] { $measure }: pominięto { $answers } odpowiedzi spoza skali.
        [many] { $measure }: pominięto { $answers } odpowiedzi spoza skali.
       *[other] { $measure }: pominięto { $answers } odpowiedzi spoza skali.
    }
source-unmatched =
    { $rows ->
        [one] { $rows } wiersz nie ma dopasowania w źródle { $source }{ $required ->
            [yes] {" "}i został pominięty
           *[no] {""}
        }
        [few] { $rows } wiersze nie mają dopasowania w źródle { $source }{ $required ->
            [yes] {" "}i zostały pominięte
           *[no] {""}
        }
        [many] { $rows } wierszy nie ma dopasowania w źródle { $source }{ $required ->
            [yes] {" "}i zostało pominiętych
           *[no] {""}
        }
       *[other] { $rows } wiersza nie ma dopasowania w źródle { $source }{ $required ->
            [yes] {" "}i zostało pominięte
           *[no] {""}
        }
    }{ $told ->
        [yes] {" "}(pierwsze: { $keys })
       *[no] {""}
    }.
cells-unreadable =
    { $cells ->
        [one] Kolumna { $column }: nie dało się odczytać { $cells } komórki
        [few] Kolumna { $column }: nie dało się odczytać { $cells } komórek
        [many] Kolumna { $column }: nie dało się odczytać { $cells } komórek
       *[other] Kolumna { $column }: nie dało się odczytać { $cells } komórki
    }{ $told ->
        [yes] {" "}(pierwsze: { $places })
       *[no] {""}
    }.
cells-out-of-range =
    { $cells ->
        [one] Kolumna { $column }: { $cells } komórka leży poza zakresem.
        [few] Kolumna { $column }: { $cells } komórki leżą poza zakresem.
        [many] Kolumna { $column }: { $cells } komórek leży poza zakresem.
       *[other] Kolumna { $column }: { $cells } komórki leży poza zakresem.
    }
cells-absent =
    { $cells ->
        [one] Kolumna { $column }: { $cells } komórka to kod oznaczający brak odpowiedzi.
        [few] Kolumna { $column }: { $cells } komórki to kody oznaczające brak odpowiedzi.
        [many] Kolumna { $column }: { $cells } komórek to kody oznaczające brak odpowiedzi.
       *[other] Kolumna { $column }: { $cells } komórki to kody oznaczające brak odpowiedzi.
    }
cells-not-applicable =
    { $cells ->
        [one] Kolumna { $column }: { $cells } komórka nie ma zastosowania.
        [few] Kolumna { $column }: { $cells } komórki nie mają zastosowania.
        [many] Kolumna { $column }: { $cells } komórek nie ma zastosowania.
       *[other] Kolumna { $column }: { $cells } komórki nie ma zastosowania.
    }
cells-shown-twice =
    { $times ->
        [one] Kolumna { $column }: { $times } godzinę zegary pokazały dwa razy; przyjęto wcześniejszą.
        [few] Kolumna { $column }: { $times } godziny zegary pokazały dwa razy; przyjęto wcześniejsze.
        [many] Kolumna { $column }: { $times } godzin zegary pokazały dwa razy; przyjęto wcześniejsze.
       *[other] Kolumna { $column }: { $times } godziny zegary pokazały dwa razy; przyjęto wcześniejsze.
    }
cells-skipped =
    { $times ->
        [one] Kolumna { $column }: { $times } godzinę zegary pominęły; przesunięto ją do przodu.
        [few] Kolumna { $column }: { $times } godziny zegary pominęły; przesunięto je do przodu.
        [many] Kolumna { $column }: { $times } godzin zegary pominęły; przesunięto je do przodu.
       *[other] Kolumna { $column }: { $times } godziny zegary pominęły; przesunięto je do przodu.
    }
cells-ambiguous =
    { $cells ->
        [one] Kolumna { $column }: { $cells } komórka według dalszego formatu może oznaczać inny dzień.
        [few] Kolumna { $column }: { $cells } komórki według dalszego formatu mogą oznaczać inne dni.
        [many] Kolumna { $column }: { $cells } komórek według dalszego formatu może oznaczać inne dni.
       *[other] Kolumna { $column }: { $cells } komórki według dalszego formatu może oznaczać inny dzień.
    }
cells-adding-nothing =
    { $rows ->
        [one] Kolumna { $column }: { $rows } wiersz bez wartości niczego nie dodaje.
        [few] Kolumna { $column }: { $rows } wiersze bez wartości niczego nie dodają.
        [many] Kolumna { $column }: { $rows } wierszy bez wartości niczego nie dodaje.
       *[other] Kolumna { $column }: { $rows } wiersza bez wartości niczego nie dodaje.
    }

cells-of-none =
    { $rows ->
        [one] Kolumna { $column }: { $rows } wiersz bez wartości jest pominięty tam, gdzie kolumna rozróżnia przypadki.
        [few] Kolumna { $column }: { $rows } wiersze bez wartości są pominięte tam, gdzie kolumna rozróżnia przypadki.
        [many] Kolumna { $column }: { $rows } wierszy bez wartości jest pominiętych tam, gdzie kolumna rozróżnia przypadki.
       *[other] Kolumna { $column }: { $rows } wiersza bez wartości jest pominięte tam, gdzie kolumna rozróżnia przypadki.
    }

## Czym jest miernik, w jednym zdaniu

statistic-mean = średnia
statistic-median = mediana
statistic-percentile = percentyl { $p } (około { $p }% wartości go nie przekracza)
step-first-row = pierwszy wiersz
step-later-row = dowolny wiersz w późniejszym dniu
step-first-where = pierwszy wiersz, w którym „{ $condition }”
step-where = wiersz, w którym „{ $condition }”, tego samego dnia lub później
cancellations-unsaid = {""}
cancellations-by-customer = ; anulowane przez klienta: nie liczą się
cancellations-by-supplier = ; anulowane przez dostawcę: niedotrzymane
cancellations-by-either = ; anulowane przez klienta: nie liczą się; przez dostawcę: niedotrzymane
aggregate =
    „{ $text }”{ $sourced ->
        [yes] {" "}ze źródła „{ $source }”
       *[no] {""}
    }{ $filtered ->
        [yes] , gdzie „{ $condition }”
       *[no] {""}
    }
meaning-sum = suma wartości „{ $value }” w wierszach źródła „{ $source }”
meaning-count = liczba wierszy źródła „{ $source }”
meaning-count-where = liczba wierszy źródła „{ $source }”, w których „{ $condition }”
meaning-distinct = liczba różnych wartości „{ $value }” w wierszach źródła „{ $source }”
meaning-of = { $statistic } wartości „{ $value }” w tych wierszach źródła „{ $source }”, które mają wartość
meaning-weighted-mean = średnia wartości „{ $value }” ważona według „{ $weight }” w wierszach źródła „{ $source }”
meaning-minimum = najmniejsza wartość „{ $value }” w wierszach źródła „{ $source }”
meaning-maximum = największa wartość „{ $value }” w wierszach źródła „{ $source }”
meaning-balance = suma wartości „{ $value }” po wszystkich wartościach „{ $per }”; liczy się: { $row }
meaning-share = wiersze źródła „{ $source }”, w których „{ $of }” ÷ wszystkie wiersze źródła „{ $source }”
meaning-share-among = wiersze źródła „{ $source }”, w których „{ $among }” i „{ $of }” ÷ wiersze, w których „{ $among }”
meaning-share-of-segments = segmenty miernika „{ $measure }” według „{ $by }”, w których „{ $of }” ÷ wszystkie jego segmenty z wartością
meaning-share-among-segments = segmenty miernika „{ $measure }” według „{ $by }”, w których „{ $among }” i „{ $of }” ÷ jego segmenty, w których „{ $among }”
meaning-ratio = { $numerator } ÷ { $denominator }
meaning-ratio-paired = { $numerator } ÷ { $denominator }, w wierszach, które mają obie wartości
meaning-per = { $per } × { $rate }
meaning-of-measures = { $reading }
meaning-entered = wartość wpisywana ręcznie
meaning-entered-of = wartości wpisywane ręcznie; z kilku w okresie: { $rows }
meaning-entered-in = „{ $value }” według wpisów w źródle „{ $source }”
meaning-entered-in-of = „{ $value }” według wpisów w źródle „{ $source }”; z kilku w okresie: { $rows }
meaning-judgement = ocena wystawiana przez ludzi, od 0 do { $best }
meaning-conversion = liczba „{ $entity }” z celem osiągniętym na czas ÷ liczba „{ $entity }” z początkiem, których czas minął; czas: { $within }; początek: { $from }; cel: { $to }
meaning-retention = klienci aktywni na otwarciu i na koniec ÷ klienci aktywni na otwarciu; aktywny: { $active }
meaning-churn = klienci aktywni na otwarciu, a na koniec już nie ÷ klienci aktywni na otwarciu; aktywny: { $active }
meaning-contracts-kept = klienci z umową na otwarciu i na koniec ÷ klienci z umową na otwarciu
meaning-contracts-ended = klienci z umową na otwarciu i bez umowy na koniec ÷ klienci z umową na otwarciu
meaning-renewed = umowy do odnowienia, które odnowiono ÷ umowy do odnowienia; tylko po okresie karencji: { $grace }
meaning-not-renewed = umowy do odnowienia, których nie odnowiono ÷ umowy do odnowienia; tylko po okresie karencji: { $grace }
meaning-snapshot-kept = klienci okresu bez wiersza, w którym „{ $condition }” ÷ klienci z wierszem w okresie
meaning-snapshot-left = klienci okresu z wierszem, w którym „{ $condition }” ÷ klienci z wierszem w okresie
meaning-active = liczba aktywnych klientów; aktywny: { $active }
meaning-new = liczba nowych klientów; nowy: { $new }
meaning-reactivated = liczba klientów aktywnych na koniec, a wcześniej nieaktywnych; nieaktywny: { $lapsed }; aktywny: { $active }
meaning-reactivation = nieaktywni klienci, którzy na koniec są aktywni ÷ klienci nieaktywni na otwarciu; nieaktywny: { $lapsed }; aktywny: { $active }
meaning-cohort = utrzymani klienci kohort ÷ wszyscy klienci kohort; kohorta: { $cohort }; utrzymany: { $kept }
meaning-revenue-net = suma wartości „{ $revenue }” na koniec ÷ suma wartości „{ $revenue }” na otwarciu, obie dla klientów z wartością powyżej 0 na otwarciu; aktywny: { $active }
meaning-revenue-gross = suma wartości „{ $revenue }” na koniec, bez tego, co przekracza otwarcie ÷ suma wartości „{ $revenue }” na otwarciu, obie dla klientów z wartością powyżej 0 na otwarciu; porównanie: { $netting }; aktywny: { $active }
meaning-revenue-per-customer = suma wartości „{ $revenue }” znanych klientów ÷ liczba klientów ({ $base })
meaning-order-value = suma wartości „{ $revenue }” ÷ liczba różnych wartości „{ $order }”
meaning-purchase-frequency = liczba różnych wartości „{ $order }” znanych klientów ÷ liczba klientów ({ $base })
meaning-lifetime-of-margin = wartość bieżąca tego, co przyniesie klient, bez granicy czasu; marża okresu: „{ $margin }”; część, która zostaje: „{ $retention }”; na okres: dyskonto { $discount }%, wzrost { $growth }%; pierwsza płatność: { $first }
meaning-lifetime-of-periods = wartość bieżąca tego, co przyniesie klient; liczą się: { $horizon }; marża okresu: „{ $margin }”; część, która zostaje: „{ $retention }”; na okres: dyskonto { $discount }%, wzrost { $growth }%; pierwsza płatność: { $first }
meaning-lifetime-of-purchases = { $margin }% średniej wartości „{ $revenue }” oczekiwanej od klienta, według modeli dotychczasowych zakupów (BG/NBD, gamma-gamma); horyzont: { $ahead }
meaning-profit = { $statistic } zysku na klienta; zysk: { $profit }
meaning-unprofitable = klienci z zyskiem poniżej 0 ÷ klienci z wierszem w okresie; zysk: { $profit }
meaning-loss = suma zysków na klienta poniżej 0; zysk: { $profit }
meaning-on-time = wiersze źródła „{ $source }” dostarczone do obiecanego dnia ÷ wiersze okresu, których obiecany dzień nadszedł{ $cancelled }
meaning-on-time-with-grace = wiersze źródła „{ $source }” dostarczone do obiecanego dnia lub w granicach tolerancji ÷ wiersze okresu, których obiecany dzień nadszedł; tolerancja: { $grace }{ $cancelled }
meaning-on-time-by-the-clock = wiersze źródła „{ $source }” dostarczone do obiecanej godziny lub w granicach tolerancji ÷ wiersze okresu, których obiecany dzień nadszedł; tolerancja: { $grace }{ $cancelled }
meaning-otif-orders = zamówienia ze wszystkimi pozycjami w terminie i w całości ÷ zamówienia okresu, których termin nadszedł; w terminie: { $on_time }; w całości: { $in_full }{ $cancelled }
meaning-otif-lines = pozycje w terminie i w całości ÷ pozycje okresu, których termin nadszedł; w terminie: { $on_time }; w całości: { $in_full }{ $cancelled }
meaning-otif-units = sztuki dostarczone w terminie, najwyżej tyle, ile zamówiono ÷ sztuki zamówione, z pozycji okresu, których termin nadszedł; w terminie: { $on_time }{ $cancelled }
meaning-lead-time = { $statistic } czasu od „{ $from }” do „{ $to }” zakończonych przypadków; liczone: { $clock }
meaning-resolution-time = { $statistic } czasu od „{ $from }” do „{ $to }”; otwarte sprawy: { $open }; liczone: { $clock }
meaning-first-contact = zgłoszenia rozwiązane jednym kontaktem i bez powtórzenia ÷ zgłoszenia, których czas na powtórzenie minął; czas: { $within }; wskaźnik: { $rate }
meaning-first-contact-resolved = zgłoszenia rozwiązane jednym kontaktem, z „{ $resolved }” na czas i bez powtórzenia ÷ zgłoszenia, których czas minął; czas: { $within }; wskaźnik: { $rate }
meaning-backlog = liczba spraw otwartych („{ $opened }”) do końca okresu i do tego czasu niezamkniętych („{ $closed }”)
meaning-returned-of-sales = sprzedane i zwrócone w terminie ÷ sprzedane; tylko sprzedaże, których termin zwrotu minął; termin: { $within }
meaning-returned-in-period = zwrócone w okresie ÷ sprzedane w okresie
meaning-defects-by-row = suma wartości „{ $defective }” ÷ liczba wierszy źródła „{ $source }”
meaning-defects-by-quantity = suma wartości „{ $defective }” ÷ suma wartości „{ $inspected }”
meaning-quality-cost-per-order = koszt złej jakości ({ $costs }) ÷ liczba zamówień ({ $base })
meaning-quality-cost-of-sales = koszt złej jakości ({ $costs }) ÷ sprzedaż netto ({ $base })
meaning-complaints = reklamacje ({ $complaints }) ÷ podstawa ({ $exposure })
meaning-abandoned = połączenia porzucone ÷ połączenia przychodzące; krótkie połączenia: { $short }
meaning-in-time = połączenia odebrane na czas ÷ połączenia, które się liczą; czas: { $within }; porzucone połączenia: { $abandoned }; krótkie połączenia: { $short }
meaning-in-time-or-abandoned = połączenia odebrane lub porzucone na czas ÷ połączenia, które się liczą; czas: { $within }; porzucone połączenia: { $abandoned }; krótkie połączenia: { $short }
meaning-nps = 100 × (promotorzy − krytycy) ÷ odpowiedzi; „{ $score }” od { $low } do 10: promotorzy od 9, krytycy poniżej 7
meaning-answers = { $best } ÷ wszystkie odpowiedzi od { $low } do { $high } („{ $score }”)
meaning-mean-answer = średnia odpowiedzi od { $low } do { $high } („{ $score }”)
meaning-net-ease = 100 × (trzy najłatwiejsze odpowiedzi − trzy najtrudniejsze) ÷ wszystkie odpowiedzi od { $low } do { $high } („{ $score }”)
meaning-weighted = { $counted }; każda odpowiedź liczy się z wagą „{ $weight }”
meaning-last-of = { $counted }; tylko ostatnia odpowiedź dla każdej wartości „{ $whose }”
meaning-responses = doręczone zaproszenia, dla których „{ $completed }” ÷ doręczone zaproszenia ({ $invited })
meaning-mood-net = 100 × (komentarze pozytywne − komentarze negatywne) ÷ komentarze ocenione
meaning-mood-positive = komentarze pozytywne ÷ komentarze ocenione
meaning-mood-negative = komentarze negatywne ÷ komentarze ocenione
meaning-corrected = { $counted }; z poprawką na błędy klasyfikacji: { $by }

## Components of measures, in formulas
# Lower case: they stand within a formula or a sentence.

title-rows = wiersze
title-rows-with-value = wiersze z wartością
title-values = wartości
title-sum-of = suma: { $of }
title-in-seconds = { $of } w sekundach
title-sum-of-squares-of = suma kwadratów: { $of }
title-sum-of-squared = suma: { $of }²
title-sum-of-weighted = suma: { $of } × waga
title-sum-of-weights = suma wag
title-values-of = wartości: { $of }
title-different-values-of = różne wartości: { $of }
title-last-of-each = ostatnia wartość { $value } dla każdej wartości { $per }
title-median-of = mediana: { $of }
title-mean-of = średnia: { $of }
title-minimum-of = minimum: { $of }
title-maximum-of = maksimum: { $of }
title-percentile-of = p{ $p }: { $of }
title-from-to = od { $from } do { $to }
title-expression =
    { $text }{ $seconds ->
        [yes] {" "}w sekundach
       *[no] {""}
    }{ $filtered ->
        [yes] {","} gdzie { $condition }
       *[no] {""}
    }
title-as-written = { $text }
title-rows-where = wiersze, gdzie { $condition }
title-denominator-rows = wiersze mianownika
title-reversed = przypadki, które kończą się, zanim się zaczną
title-cluster-count = liczba skupień
title-cluster-sum-numerator = Σ licznik
title-cluster-sum-denominator = Σ mianownik
title-cluster-sum-numerator-squared = Σ licznik²
title-cluster-sum-products = Σ licznik × mianownik
title-cluster-sum-denominator-squared = Σ mianownik²
title-entered = wartość wprowadzona
title-open-at-end = otwarte na koniec
title-active-customers = aktywni klienci
title-new-customers = nowi klienci
title-customers-at-opening = klienci na otwarciu
title-customers-stayed = klienci, którzy pozostali
title-customers-left = klienci, którzy odeszli
title-customers-back = klienci, którzy wrócili
title-customers-lapsed = klienci nieaktywni na otwarciu
title-customers-with-row = klienci z wierszem
title-customers-before = klienci w poprzednim okresie
title-customers-now = klienci w okresie
title-customers-last = klienci ostatniego okresu
title-customers-of-snapshot = klienci według stanu
title-cohort-kept = klienci nadal obecni, czas: { $after }
title-cohort-size = klienci kohort
title-contracts-renewed = umowy odnowione
title-contracts-due = umowy do odnowienia, po okresie karencji
title-contracts-all = umowy do odnowienia, także w okresie karencji
title-contract-at-opening = klienci z umową na otwarciu
title-contract-stayed = z nich z umową na koniec
title-contract-left = z nich bez umowy na koniec
title-goal-reached = cel osiągnięty na czas
title-goal-judged = rozpoczęte, czas minął
title-goal-all = rozpoczęte, czas minął lub nie
title-tickets-settled = rozwiązane przy pierwszym kontakcie
title-tickets-judged = zgłoszenia, czas minął
title-tickets-all = zgłoszenia, czas minął lub nie
title-cases-opened = sprawy otwarte w okresie
title-cases-open = z nich nadal otwarte
title-cases-resolved = z nich rozwiązane
title-calls-offered = połączenia przychodzące
title-calls-abandoned = porzucone
title-calls-counted = połączenia, które się liczą
title-calls-in-time = odebrane na czas
title-calls-in-time-or-abandoned = odebrane lub porzucone na czas
title-responses = odpowiedzi
title-answers-from = odpowiedzi { $least } i więcej
title-answers-up-to = odpowiedzi { $most } i mniej
title-easiest-three = trzy najłatwiejsze odpowiedzi
title-hardest-three = trzy najtrudniejsze odpowiedzi
title-promoters = promotorzy (9 i więcej)
title-detractors = krytycy (poniżej 7)
title-answers-between = odpowiedzi, które nie są liczbami całkowitymi
title-answers-outside = odpowiedzi spoza skali
title-weight-of = waga: { $of }
title-times-weight = { $of } × { $weight }
title-invitations-delivered = doręczone zaproszenia
title-invitations-answered = z odpowiedzią
title-inspected = sprawdzone
title-defective = wadliwe
title-quantity-inspected = ilość sprawdzona
title-quantity-defective = ilość wadliwa
title-promises-due = obiecane na dany okres
title-promises-kept = dostarczone w obiecanym terminie
title-lines-due = pozycje, których termin nadszedł
title-lines-kept = pozycje w terminie i w całości
title-units-kept = sztuki w terminie
title-units-due = sztuki zamówione, których termin nadszedł
title-orders-kept = zamówienia w terminie i w całości
title-orders-due = zamówienia, których ostatni obiecany termin nadszedł
title-orders = zamówienia
title-orders-identified = zamówienia znanych klientów
title-revenue = przychód
title-revenue-identified = przychód od znanych klientów
title-cost-of-goods = koszt sprzedanych towarów
title-cost-of-service = koszt obsługi
title-cost-of-acquisition = koszt pozyskania
title-profit-median = mediana zysku na klienta
title-profit-negative = klienci z zyskiem poniżej 0
title-profit-loss = suma zysków poniżej 0
title-cost-refunds = zwroty pieniędzy
title-cost-logistics = logistyka
title-cost-write-off = odpisy
title-came-back = zwrócone
title-sold-closed = sprzedane, termin zwrotu minął
title-sold-all = sprzedane, termin zwrotu minął lub nie
title-came-back-in-period = zwrócone w okresie
title-sold-in-period = sprzedane w okresie
title-revenue-kept = przychód utrzymany
title-revenue-at-end = ich przychód na koniec
title-revenue-at-opening = przychód na otwarciu
title-opened-at-nothing = klienci z otwarciem 0 lub mniej
title-comments-positive = komentarze pozytywne
title-comments-negative = komentarze negatywne
title-comments-scored = komentarze ocenione
title-comments-unscored = komentarze nieocenione
title-comments-all = wszystkie komentarze
title-comments-wordless = komentarze neutralne bez słowa z leksykonu
title-rows-in-question = rozpatrywane wiersze
title-segments-with = segmenty, dla których { $condition }
title-segments-with-value = segmenty z wartością
title-segments-meeting = z nich te, dla których { $condition }
title-lifetime-spend = oczekiwane średnie wydatki klienta, zdyskontowane
title-lifetime-error = błąd standardowy wydatków
title-lifetime-customers = klienci z zakupem
title-lifetime-repeaters = klienci, którzy kupili ponownie
title-model-r = r modelu BG/NBD
title-model-alpha = α modelu BG/NBD
title-model-a = a modelu BG/NBD
title-model-b = b modelu BG/NBD
title-model-p = p modelu gamma-gamma
title-model-q = q modelu gamma-gamma
title-model-gamma = γ modelu gamma-gamma
title-model-likelihood = logarytm wiarygodności zakupów
title-model-correlation = korelacja powtórzeń i ich wartości

## Policies that decided a number: what they are about, and what was chosen


policy-short-calls = Krótkie połączenia
chosen-short-calls-left-out = pominięte, gdy porzucone wcześniej; granica: { $within }
chosen-short-calls-counted = liczone

policy-active = Aktywny
chosen-active-within = klient z kwalifikującym się wierszem, do ostatniego dnia włącznie; okno: { $window }
chosen-active-in-period = klient z kwalifikującym się wierszem w okresie, do ostatniego dnia włącznie

policy-open = Otwarte
chosen-open-until = otwarte do tego dnia, „{ $closed }” puste lub późniejsze

policy-cohort = Kohorta
chosen-cohort-of =
    { $grain ->
        [week] tydzień pierwszego wiersza klienta od początku historii
        [month] miesiąc pierwszego wiersza klienta od początku historii
        [quarter] kwartał pierwszego wiersza klienta od początku historii
        [year] rok pierwszego wiersza klienta od początku historii
       *[wave] fala pierwszego wiersza klienta od początku historii
    }

policy-kept = Utrzymany
chosen-kept-on-period =
    { $grain ->
        [week] z wierszem w tygodniu przypadającym { $after } po pierwszym
        [month] z wierszem w miesiącu przypadającym { $after } po pierwszym
        [quarter] z wierszem w kwartale przypadającym { $after } po pierwszym
        [year] z wierszem w roku przypadającym { $after } po pierwszym
       *[wave] z wierszem w fali przypadającej { $after } po pierwszej
    }
chosen-kept-rolling =
    { $grain ->
        [week] z wierszem w tygodniu przypadającym { $after } po pierwszym lub później, do daty raportu
        [month] z wierszem w miesiącu przypadającym { $after } po pierwszym lub później, do daty raportu
        [quarter] z wierszem w kwartale przypadającym { $after } po pierwszym lub później, do daty raportu
        [year] z wierszem w roku przypadającym { $after } po pierwszym lub później, do daty raportu
       *[wave] z wierszem w fali przypadającej { $after } po pierwszej lub później, do daty raportu
    }

policy-rate = Wskaźnik
chosen-rate-per = na każde { $per } z podstawy
chosen-rate-net = netto, bez zgłoszeń, dla których { $condition }
chosen-rate-gross = brutto, ze wszystkich zgłoszeń

policy-renewal = Odnowienie
chosen-renewed-within = według dnia, na który przypada; odnowione do tego dnia lub w okresie karencji ({ $grace }), wcześniejsze odnowienia się liczą

policy-contract = Umowa
chosen-contract-in-force = z umową, która zaczęła się do końca dnia i kończy się po nim lub nigdy

policy-snapshot = Stan
chosen-snapshot-left = klienci z wierszem w okresie; odeszli ci, dla których { $condition }

policy-placed-by = Przypisanie do okresu
chosen-placed-by-first-row = dzień pierwszego wiersza dla każdej wartości { $entity }
chosen-placed-by-first-beginning = dzień pierwszego rozpoczynającego wiersza dla każdej wartości { $entity }

policy-goal = Cel
chosen-goal-later-row = wiersz w późniejszym dniu, czas: { $within }; kto ma jeszcze czas, na razie się nie liczy
chosen-goal-row = wiersz osiągający cel, tego samego dnia lub później, czas: { $within }; kto ma jeszcze czas, na razie się nie liczy
chosen-goal-later-time = wiersz w późniejszym czasie, czas: { $within }; kto ma jeszcze czas, na razie się nie liczy
chosen-goal-time = wiersz osiągający cel, w tym samym czasie lub później, czas: { $within }; kto ma jeszcze czas, na razie się nie liczy

policy-scale = Skala
chosen-scale-of-answers = od { $low } do { $high }; inne odpowiedzi są pominięte i policzone
chosen-scale-to-ten = od { $low } do 10; inne odpowiedzi są pominięte i policzone; odpowiedź między dwiema liczy się jako niższa
chosen-scale-judged = od 0 do { $best }, według oceny

policy-repeat = Powtórzenie
chosen-repeat-of-customer = zgłoszenie tego samego klienta, czas: { $within }; nie jest osobnym zgłoszeniem
chosen-repeat-of-topic = zgłoszenie tego samego klienta i „{ $topic }”, czas: { $within }; nie jest osobnym zgłoszeniem

policy-balance = Saldo
chosen-balance-of-snapshot =
    { $grain ->
        [week] najnowszy tydzień okresu z wierszami; konta bez wiersza już nie ma
        [month] najnowszy miesiąc okresu z wierszami; konta bez wiersza już nie ma
        [quarter] najnowszy kwartał okresu z wierszami; konta bez wiersza już nie ma
        [year] najnowszy rok okresu z wierszami; konta bez wiersza już nie ma
       *[wave] najnowsza fala okresu z wierszami; konta bez wiersza już nie ma
    }
chosen-balance-last-row = ostatni wiersz każdego konta do końca okresu; z kilku o tym samym czasie największy

policy-time = Czas
chosen-time-hours = godziny przez całą dobę
chosen-time-minutes = minuty przez całą dobę
chosen-time-seconds = sekundy przez całą dobę
chosen-time-days = dni kalendarzowe
chosen-time-business-days = dni robocze po początku, do końca włącznie

policy-left-out = Pominięte
chosen-left-out-unended = przypadki bez końca i takie, które kończą się, zanim się zaczną
chosen-left-out-resolved-early = sprawy rozwiązane przed otwarciem
chosen-left-out-returned-early = sprzedaże zwrócone przed sprzedażą

policy-percentile = Percentyl
chosen-percentile-type = typ 7 (liniowo między statystykami pozycyjnymi)

policy-first-payment = Pierwsza płatność
chosen-paid-now = teraz i się liczy
chosen-paid-before = właśnie zapłacona i się nie liczy
chosen-paid-at-end = na koniec pierwszego okresu

policy-horizon = Horyzont
chosen-horizon-periods = płatności do { $periods } okresów od teraz

policy-purchase = Zakup
chosen-purchase-day =
    { $step ->
        [day] dzień, w którym wiersze klienta dają w sumie więcej niż 0; czas w dniach od pierwszego
        [week] dzień, w którym wiersze klienta dają w sumie więcej niż 0; czas w tygodniach od pierwszego
       *[month] dzień, w którym wiersze klienta dają w sumie więcej niż 0; czas w miesiącach od pierwszego
    }

policy-models = Modele
chosen-models-fitted = BG/NBD dla zakupów i gamma-gamma dla ich wartości, metodą największej wiarygodności na koniec okresu, od { $fewest } klientów, którzy kupili ponownie

policy-ahead = Horyzont
chosen-ahead-steps =
    { $step ->
        [day] dni: { $steps }, dyskonto { $percent }% dziennie
        [week] tygodnie: { $steps }, dyskonto { $percent }% tygodniowo
       *[month] miesiące: { $steps }, dyskonto { $percent }% miesięcznie
    }

policy-chance = Wahania losowe
chosen-chance-of-models = dotyczą parametrów modeli; sami klienci różnią się bardziej

policy-longer-periods = Dłuższe okresy
chosen-longer-sum = suma okresów
chosen-longer-mean = zwykła średnia okresów
chosen-longer-last = ostatni z okresów
chosen-longer-none = brak: wartość dotyczy wprowadzonego okresu

policy-rows-of-period = Wiersze okresu
chosen-rows-summed = ich suma
chosen-rows-averaged = ich zwykła średnia
chosen-rows-weighted = ich średnia ważona

policy-new = Nowy
chosen-new-after = niewidziany od początku historii, sięgającej co najmniej { $after } wstecz

policy-late = Po terminie
chosen-late-when = niedostarczone, anulowane przez dostawcę lub dostarczone po obiecanym dniu
chosen-late-by-the-clock = niedostarczone, anulowane przez dostawcę lub dostarczone po obiecanej godzinie

policy-grace = Tolerancja
chosen-grace-of = { $grace }
chosen-grace-none = brak

policy-refunds = Zwroty pieniędzy
chosen-refunded-stay = zamówienia z pełnym zwrotem pieniędzy nadal się liczą

policy-counted = Liczone
chosen-counted-orders = zamówienia; obietnica musi być dotrzymana we wszystkich pozycjach, dzień wyznacza ostatnia obietnica
chosen-counted-lines = pozycje zamówień
chosen-counted-units = zamówione sztuki; nadwyżka się nie liczy
chosen-unanswered-below = także wiersze bez wartości w kolumnie „{ $columns }”: w mianowniku, nigdy w liczniku

policy-on-time = W terminie
chosen-on-time-from = do obiecanego dnia, najwyżej { $early } wcześniej
chosen-on-time-however-early = do obiecanego dnia, bez względu na to, jak wcześnie

policy-missed = Niedotrzymane
chosen-missed-too = także to, czego termin nadszedł, a czego nie dostarczono lub co anulował dostawca

policy-in-full = W całości
chosen-in-full-or-more = zamówiona ilość lub więcej
chosen-in-full-within = w granicach { $percent }% zamówionej ilości

policy-profit = Zysk
chosen-profit-less = przychód minus { $costs }

policy-customers = Klienci
chosen-customers-qualifying = z kwalifikującym się wierszem w okresie

policy-cost = Koszt
chosen-cost-of = { $costs }

policy-lapsed = Nieaktywny
chosen-lapsed-up-to = nieaktywny na otwarciu, ostatnio widziany najwyżej { $up_to } wcześniej
chosen-lapsed-ever = nieaktywny na otwarciu, widziany kiedykolwiek wcześniej

policy-open-cases = Otwarte sprawy
chosen-open-cases-count = liczą się z czasem, przez który są otwarte (Kaplan–Meier)
chosen-open-cases-count-in-mean = liczą się z czasem, przez który są otwarte (Kaplan–Meier); średnia nie liczy czasu ponad najdłuższy zaobserwowany

policy-invitations = Zaproszenia
chosen-invited-not-bounced = wysłane i nieodrzucone
chosen-invited-all = wszystkie wysłane

policy-returns = Zwroty
chosen-returns-of-sale = według okresu sprzedaży, czas na zwrot: { $within }
chosen-returns-of-return = według okresu zwrotu

policy-base = Podstawa
chosen-base-qualifying = klienci z kwalifikującym się wierszem w okresie
chosen-base-mean = średnia liczby na otwarciu i na zamknięciu
chosen-base-last = klienci aktywni w ostatnim okresie

policy-opening = Otwarcie
chosen-opening-left-out = klienci z otwarciem 0 lub mniej są pominięci i policzeni

policy-netting = Kompensowanie
chosen-netted-by-customer = według klienta; otwarcie 0 lub mniej liczy się jako 0
chosen-netted-by-columns = według klienta i { $columns }; otwarcie 0 lub mniej liczy się jako 0

policy-labels = Etykiety
chosen-labels-open = { $positive } pozytywna, { $negative } negatywna, każda inna neutralna, brak – nieoceniona
chosen-labels-closed = { $positive } pozytywna, { $negative } negatywna, { $neutral } neutralna, każda inna i brak – nieoceniona

policy-language = Język
chosen-language-of = { $language }
chosen-language-by-column = według kolumny „{ $column }”

policy-lexicon = Leksykon
chosen-lexicon-own = „{ $id }” z projektu (język: { $language }), w pozostałych przypadkach dostarczony z programem
chosen-lexicon-shipped = dostarczony z programem

policy-cut-points = Progi
chosen-cut-points-at = wynik 0,05 lub więcej pozytywny, −0,05 lub mniej negatywny; pusty tekst i inne języki nieocenione

policy-unscored = Nieocenione
chosen-unscored-beside = policzone obok, nigdy neutralne

policy-correction = Poprawka
chosen-corrected-by = czułość { $sensitivity }, swoistość { $specificity }, sprowadzone do przedziału od 0 do 1

policy-in-time = Na czas
chosen-in-time-within = odebrane na czas: { $within }

policy-abandoned-calls = Porzucone połączenia
chosen-abandoned-excluded = w tym czasie nie są liczone, później liczą się jako nieodebrane na czas
chosen-abandoned-missed = wszystkie liczą się jako nieodebrane na czas
chosen-abandoned-met = w tym czasie liczą się jako odebrane na czas, później jako nieodebrane na czas

policy-segments = Segmenty
chosen-segments-of-measure = miernika „{ $measure }” według { $by }; „nie podano” nie jest segmentem

policy-weights = Wagi
chosen-weighted-by = { $column }; odpowiedź bez wagi liczy się jako 1; przedziały z efektywnej próby Kisha

policy-population = Populacja
chosen-population-asked = zapytano { $size }; przedział całości mnoży się przez √((N − n) ÷ (N − 1))

policy-answers = Odpowiedzi
chosen-answers-last-of = ostatnia w okresie dla każdej wartości { $whose }; bez tej wartości żadna

policy-last-year = W porównaniu z poprzednim rokiem
chosen-last-year-per-day = na dzień, gdy okres poprzedniego roku miał o tydzień więcej lub mniej

policy-states = Stany
chosen-states-at-end =
    { $grain ->
        [week] na koniec każdego tygodnia
        [month] na koniec każdego miesiąca
        [quarter] na koniec każdego kwartału
        [year] na koniec każdego roku
       *[wave] na koniec każdej fali
    }

policy-company-wide = Cała firma
chosen-company-wide-rows = { $entity }: wiersze wszystkich jednostek, pokazane w każdej

# Languages of texts, within a sentence.
language-english = angielski
language-spanish = hiszpański
language-greek = grecki
language-polish = polski

## Skoroszyt: nazwy arkuszy i ich zawartość

book-sheet-cover = Okładka
book-sheet-control = Parametry
book-sheet-control-note = Wybór okresu, ujęcia, porównania, istotności i skali, dla arkuszy z wynikami
book-sheet-scorecard = Karta wyników
book-sheet-scorecard-note = Karta wyników na jednej stronie, dla okresu i ujęcia wybranych w arkuszu Parametry
book-sheet-bridge = Analiza odchyleń
book-sheet-bridge-note = Co zmieniło ocenę od okresu poprzedniego i jak każdy segment wpłynął na zmianę swojego miernika
book-sheet-segments = Segmenty
book-sheet-segments-note = Wszystkie tabele segmentów w jednej; te, które się sumują, uzgodnione z arkuszem Wykonanie
book-sheet-trend = Trend
book-sheet-trend-note = Wykres wybranego miernika z granicami, planem i prognozą oraz mały wykres każdego miernika
book-sheet-facts = Wykonanie
book-sheet-facts-note = Wyniki zliczania i sumowania wierszy, każda liczba raz, ze swoimi dniami (tabela tFacts)
book-sheet-plan = Plan
book-sheet-plan-note = Liczby, z których powstają wartości docelowe (tabela tPlan)
book-sheet-targets = Wartości docelowe
book-sheet-targets-note = Ile wynosi plan w każdym okresie, liczony na bieżąco, i czy okres podlega ocenie
book-sheet-policy = Zasady
book-sheet-policy-note = Wagi, progi, sposoby i granice oceny, marże i stawki
book-sheet-series = Szeregi
book-sheet-series-note = Każdy miernik w każdym okresie, od wykonania i planu do oceny i statusu
book-sheet-calc = Obliczenia
book-sheet-calc-note = Wybrany okres, od mierników przez cele strategiczne i perspektywy do całości
book-sheet-reconciliation = Uzgodnienie
book-sheet-reconciliation-note = Co się stało z wierszami każdego źródła, od wczytanych do wykorzystanych
book-sheet-checks = Kontrole
book-sheet-checks-note = Liczby silnika a wyniki formuł, komórka po komórce
book-sheet-edits = Zmiany
book-sheet-edits-note = Każda komórka, którą można zmieniać: pierwotnie i teraz
book-sheet-data = Dane
book-sheet-data-note = Wszystkie liczby w płaskiej tabeli, dla tabel przestawnych (tabela tResults)
book-sheet-log = Dziennik
book-sheet-log-note = Przebieg, wersje, skróty SHA-256 i to, co pominięto
book-sheet-lists = Listy
book-sheet-lists-note = Słowa dla liczb zawartych w formułach

## Skoroszyt: okładka

book-entity = Jednostka
book-as-of = Dane
book-run = Przebieg
book-currency = Waluta
book-message = Główny wniosek
book-integrity = Spójność
book-edits = Zmiany
book-sheets = Arkusze
book-signs = Oznaczenia
book-sign-input = Dane wejściowe: można zmieniać
book-sign-formula = Formuła
book-sign-link = Przeniesione z innej komórki bez zmian
book-sign-engine = Podane przez silnik obliczeniowy
book-sign-status = Cel osiągnięty, do obserwacji, cel nieosiągnięty, brak danych: kształt, słowo i kolor mówią to samo
book-sign-material = Istotne: odchylenie osiąga próg z arkusza Parametry
book-sign-absent = Pusta komórka: brak danych, za mało danych lub brak wartości docelowej. Nigdy nie jest zerem i nie wchodzi do żadnej średniej

## Skoroszyt: parametry

book-choice = Wybór
book-chosen = Wybrano
book-number = Numer
book-meaning = Znaczenie
book-period = Okres
book-period-note = Okres w arkuszach Karta wyników i Obliczenia; miernik o dłuższych okresach pokazuje ostatni już wtedy zakończony
book-basis = Ujęcie
book-basis-note = Za jakie dni pokazuje się liczby; oceny pozostają zgodne z definicją
book-basis-period = Okres
book-basis-year = Od początku roku
book-basis-rolling = Krocząco
book-comparison = Porównanie
book-comparison-note = Z czym porównuje się liczby
book-comparison-plan = Plan
book-comparison-year-before = Rok poprzedni
book-scale = Skala
book-scale-note = Sposób pokazania kwot w arkuszu Karta wyników
book-scale-one = jednostki
book-scale-thousand = tys.
book-scale-million = mln
book-factor = Mnożnik
book-rolling = Okresy w ujęciu kroczącym
book-rolling-note = Ile okresów się sumuje, dla mierników, których składniki się sumują
book-material-share = Istotne od, udział w planie
book-material-share-note = Udział w planie, od którego oznacza się odchylenie kwoty
book-material-points = Istotne od, w punktach
book-material-points-note = 0,01 to jeden punkt procentowy: od tylu oznacza się odchylenie wskaźnika
book-slack = Margines porównań
book-slack-note = Część progu, którą się pomija z uwagi na ostatnie cyfry arytmetyki binarnej
book-tolerance-relative = Tolerancja kontroli, względna
book-tolerance-relative-note = Część liczby, w granicach której silnik i formuła są zgodne
book-tolerance-absolute = Tolerancja kontroli, bezwzględna
book-tolerance-absolute-note = To samo dla liczb bliskich 0
book-chosen-period = Koniec wybranego okresu
book-is-reported = Czy to okres raportu
book-not-possible = Tu niemożliwe
book-one-of-the-list = Wybierz pozycję z listy.
book-between = Wprowadź liczbę z dozwolonego zakresu.
book-share-rule = Wprowadź udział od 0% do 100%.
book-relative-weight = Wprowadź wagę względną, 0 lub więcej.
book-tolerance-rule = Wprowadź szerokość 0 lub więcej; udział w wartości docelowej to najwyżej 100%.
book-rate-rule = Wpisz możliwy odsetek, na przykład 95% lub 0,95.
book-number-rule = Wpisz możliwą liczbę albo pozostaw komórkę pustą.
book-sample-rule = Wpisz liczbę całkowitą, 0 lub większą.
book-edges-rule = Próg osiągnięcia celu nie może leżeć poniżej progu obserwacji.
book-floor-rule = Wpisz dolną granicę nie wyższą niż próg obserwacji.
book-cap-rule = Wpisz górną granicę równą co najmniej 100.

## Skoroszyt: listy

book-status = Status
book-status-on-target = Cel osiągnięty
book-status-watch = Do obserwacji
book-status-off-target = Cel nieosiągnięty
book-status-no-data = Brak danych
book-status-insufficient-data = Za mało danych
book-status-provisional = Dane wstępne
book-symbol = Symbol
book-better = Lepiej, gdy
book-better-higher = więcej
book-better-lower = mniej
book-scoring = Sposób oceny
book-scoring-distance = odległość
book-scoring-attainment = stopień realizacji
book-scoring-inverse = odwrotny stopień realizacji
book-scoring-met = osiągnięty lub nie
book-scoring-band = przedział
book-scoring-goal = cel i próg alarmowy
book-scoring-formula = własny wzór
book-judged-by = Kryterium statusu
book-judged-edges = progi oceny
book-judged-tolerance = tolerancja
book-judged-share = udział w wartości docelowej
book-judged-goal = cel i próg alarmowy
book-missing = Brakujące elementy podrzędne
book-missing-renormalise = ich wagę przejmują pozostałe
book-missing-penalise = liczą się z oceną karną
book-status-from = Źródło statusu
book-from-score = ocena
book-from-worst = najgorszy element podrzędny
book-from-capped = ocena z limitem, gdy element podrzędny nie osiągnął celu
book-favour = Rodzaj odchylenia
book-favour-adverse = niekorzystne
book-favour-none = zgodnie z planem
book-favour-good = korzystne
book-favour-same = bez różnicy
book-lamp = Spójność
book-lamp-agrees = ● Zgodne z silnikiem
book-lamp-differs = ▼ Niezgodne z silnikiem: zob. Kontrole
book-lamp-edits = ◆ Różni się od raportu wskutek zmian

## Skoroszyt: nagłówki

book-key = Klucz
book-fact = Składnik
book-title = Nazwa
book-source = Źródło
book-grain = Rodzaj okresu
book-for-period-to = Okres do
book-first-day = Pierwszy dzień
book-last-day = Ostatni dzień
book-value = Wartość
book-counted = Uwzględniono
book-original = Pierwotnie
book-original-labels = Pierwotne opisy
book-edited = Zmienione
book-id = ID
book-in = Należy do
book-unit = J.m.
book-measure = Miernik
book-measures = Mierniki
book-objective = Cel strategiczny
book-parents = Karta wyników, perspektywy i cele strategiczne
book-rollup = Agregacja
book-setting = Ustawienie
book-penalty = Ocena karna za brakujący element
book-least-coverage = Najmniejsze pokrycie
book-weight = Waga
book-on-target-from = Cel osiągnięty od
book-watch-from = Do obserwacji od
book-sound = Poprawne
book-tolerance = Tolerancja
book-smallest-sample = Najmniejsza próba
book-floor = Ocena min.
book-cap = Ocena maks.
book-constants = Marże, stawki i współczynniki wzorów
book-plan-item = Pozycja
book-point-constant = Wartość docelowa
book-point-dated = Wartość docelowa na dzień
book-point-period = Wartość docelowa okresu
book-point-baseline = Wartość bazowa
book-point-share = Udział w roku
book-point-weight = Planowany mianownik
book-point-relative = Zmiana r/r
book-point-points = Zmiana r/r w punktach
book-point-last-year = Rok poprzedni
book-point-band-low = Przedział od
book-point-band-high = Przedział do
book-point-zero-low = Ocena 0 do wartości
book-point-zero-high = Ocena 0 od wartości
book-point-goal = Cel
book-point-red-flag = Próg alarmowy
book-point-to-date = Cel od początku roku
book-judged = Oceniany
book-scored = Z oceną
book-reason = Powód
book-from-point = Od
book-to-point = Do
book-way = Droga
book-share = Udział
book-target = Wartość docelowa
book-goal-from-point = Cel roku: od
book-goal-to-point = Cel roku: do
book-goal-way = Cel roku: droga
book-goal-share = Cel roku: udział
book-goal = Ostatnia wartość docelowa roku
book-start-point = Początek
book-weight-point = Mianownik

## Skoroszyt: wiersze arkusza Szeregi

book-row-place = Wiersz arkusza Wartości docelowe
book-row-step = Krok
book-sample = Próba
book-row-shown = Wartość, bez zbyt małych prób
book-row-year-to-date = Od początku roku
book-row-year-sample = Próba, od początku roku
book-row-rolling = Krocząco
book-row-rolling-sample = Próba, krocząco
book-row-rolling-target = Wartość docelowa, krocząco
book-row-rolling-year-before = Rok poprzedni, krocząco
book-row-rolling-weights = Wagi, krocząco
book-row-rolling-products = Cel × waga, krocząco
book-row-year-before-day = Ten sam okres rok wcześniej, do
book-year-before = Rok poprzedni
book-row-year = Rok obrotowy od
book-row-number = Numer okresu w roku
book-row-position = Pozycja
book-row-year-whole = Są wszystkie dotychczasowe okresy roku
book-row-rolling-from = Krocząco, po pozycji
book-row-rolling-whole = Są wszystkie okresy ujęcia kroczącego
book-row-target-to-date = Cel od początku roku
book-row-weight = Waga celu
book-row-weighted = Cel × waga
book-row-weights = Wagi od początku roku
book-row-products = Cel × waga od początku roku
book-row-scorable = Może mieć ocenę
book-row-by-edges = Status według progów
book-row-enough = Próba wystarcza
book-row-shortfall = Brakuje do celu
book-row-width = Szerokość strefy obserwacji
book-row-raw = Ocena bez ograniczeń
book-row-span = Droga od wartości bazowej do celu
book-row-by-distance = Według odległości
book-row-ratio = Udział w wartości docelowej
book-row-below = Ocena według dolnej granicy
book-row-above = Ocena według górnej granicy
book-row-goal-reached = Osiągnięto cel
book-row-red-flag-held = Zachowano próg alarmowy
book-row-by-attainment = Według stopnia realizacji
book-row-by-met = Według osiągnięcia
book-row-otherwise = Stopień realizacji albo osiągnięcie
book-row-nearest = Najbliższa granica przedziału
book-row-outside = Poza przedziałem o
book-row-by-goal = Status według celu i progu alarmowego
book-row-by-width = Status według tolerancji
book-row-absence = Dlaczego brak wartości, numer
book-row-untold = Zamiast statusu
book-row-told = Status lub powód, numer
book-row-word = Status lub powód
book-score = Ocena

## Skoroszyt: Obliczenia i Karta wyników

book-row-version = Wersja planu
book-row-version-to-date = Wersja planu, narastająco
book-row-policy = Wiersz arkusza Zasady
book-column = Kolumna
book-actual = Wykonanie
book-compared = Plan
book-difference = Δ
book-relative = Δ %
book-material = Istotne
book-weight-scored = Waga z oceną
book-points = Waga × ocena
book-effective = Waga efektywna
book-rank-counted = Ranga uwzględniona
book-formula = Wzór
book-weight-below = Waga podrzędnych
book-weight-below-scored = … z oceną
book-points-below = Waga × ocena podrzędnych
book-coverage = Pokrycie
book-mean = Średnia ocena
book-covered = Pokrycie osiągnięte
book-by-score = Ranga według oceny
book-children-off = Podrzędne: cel nieosiągnięty
book-children-watch = Podrzędne: do obserwacji
book-worst = Najgorsza ranga
book-by-policy = Ranga według zasad
book-year-end = Prognoza na koniec roku
book-owner = Właściciel
book-remark = Uwaga
book-in-place-of-status = Zamiast statusu
book-year-before-to-date = Rok ubiegły narastająco
book-year-before-shown = Rok ubiegły według podstawy
book-pp = p.p.

## Skoroszyt: pozostałe arkusze

book-drawn = Dane wykresów
book-small-charts = Wszystkie mierniki
book-choose-measure = Wybierz miernik do wykresu ▸
book-limit-upper = Górna granica
book-centre = Środek
book-limit-lower = Dolna granica
book-outlook = Prognoza
book-chart-alt = Wykres liniowy wybranego miernika: wykonanie, wartość docelowa, granice zwykłych wahań i prognoza; liczby są w wierszach powyżej
book-table = Tabela
book-segment = Segment
book-before = Okres poprzedni
book-change = Zmiana
book-interval-low = Przedział ufności od
book-interval-high = Przedział ufności do
book-cohort-kept = Utrzymani klienci, według stażu
book-cohort-share = Udział utrzymanych, według stażu
book-cohort-size = Klienci
book-cohort-mean = Wszystkie kohorty razem
book-triangles-off = Średnie różne od wyników silnika
book-subtotals = Segmenty, które się sumują
book-sum = Suma
book-total = Razem
book-rows-read = Wczytane
book-rows-repeated = Powtórzone
book-rows-rejected = Odrzucone
book-rows-filtered = Odfiltrowane
book-rows-after = Po dacie raportu
book-rows-left = Pozostałe
book-rows-used = Wykorzystane
book-rows-unmatched = Bez dopasowania
book-rows-without-customer = Bez klienta
book-source-amount = Kwota według źródła
book-reach = Od wykorzystanych wierszy do wielkości
book-rows-undated = Bez swojej daty
book-rows-left-out = Pominięte przez warunek
book-rows-outside = Inne okresy
book-rows-in-figure = W wielkości
book-figure-less-fact = Wielkość minus fakt
book-control = Kontrola
book-controls = Sumy a księga
book-ledger = Księga
book-allowed = Dopuszczalna różnica
book-finding = Ustalenie
book-control-agrees = zgodne
book-control-differs = różni się
book-control-waits = różni się, czeka na zamknięcie
book-control-unknown = brak jednej z wartości
book-verdict = Przedział ufności a cel
book-verdict-met = osiągnięty
book-verdict-missed = nieosiągnięty
book-verdict-uncertain = niepewny
book-days-week = tydzień
book-days-month = miesiąc
book-days-quarter = kwartał
book-days-year = rok
book-days-wave = fala
book-days-to-date = narastająco
book-days-year-before = rok wcześniej
book-days-year-before-to-date = rok wcześniej, narastająco
book-what = Co
book-text = Treść
book-input = Dane wejściowe
book-cell = Komórka
book-filled-cells = wypełnione komórki
book-size-of-all = Suma wielkości
book-now = Teraz
book-differences = Różnice
book-figure = Wielkość
book-engine = Silnik
book-check-series = Mierniki we wszystkich okresach: silnik a formuły
book-check-rollup = Agregacja okresu raportu: silnik a formuły
book-check-sums = Sumy wartości podanych przez silnik
book-check-ties = Segmenty i analiza odchyleń a sumy, Dane a Szeregi
book-check-rows = Niewyjaśnione wiersze źródeł
book-check-shares = Wagi efektywne dają razem 100%
book-check-all = Wszystkie różnice
book-check-edits = Komórki zmienione od czasu raportu
book-check-sound = Niepoprawne wiersze arkusza Zasady
book-check-note = Szare liczby pochodzą z silnika. Zmiana danych wejściowych z założenia powoduje różnice: pokazują, jak bardzo skoroszyt odszedł od raportu.
book-of = Czego dotyczy
book-log-program = Program
book-log-definition = Definicja, SHA-256
book-log-notes = Notatki, SHA-256
book-log-input = Dane wejściowe, SHA-256
book-log-unreadable = Nieczytelne
book-bridge-of-score = Ocena: od okresu poprzedniego do bieżącego, w punktach
book-bridge-of-segments = Zmiana od okresu poprzedniego, według segmentów
book-variances = Wykonanie a plan i rok poprzedni, według segmentów
book-variances-note = Za okres raportu: kwoty z ilościami według ceny, wolumenu i struktury, wskaźniki według poziomu i struktury. Części i reszta sumują się do różnicy; plan jest dzielony tam, gdzie każdy segment ma własny.
book-against = Wobec
book-amount-before = Kwota, podstawa
book-quantity-before = Ilość, podstawa
book-amount-now = Kwota, wykonanie
book-quantity-now = Ilość, wykonanie
book-numerator-before = Licznik, podstawa
book-denominator-before = Mianownik, podstawa
book-numerator-now = Licznik, wykonanie
book-denominator-now = Mianownik, wykonanie
book-mean-price = Średnia cena
book-mean-ratio = Średni wskaźnik
book-effect-of-price = Efekt ceny
book-effect-of-volume = Efekt wolumenu
book-variance-rest = Podstawa: suma segmentów minus całość
book-bridge-ties = Efekty a zmiana
book-no-bridge = Brak okresu poprzedniego dla oceny i tabel segmentów.
book-effect-of-score = Efekt oceny
book-effect-of-weight = Efekt wagi
book-effect-of-rate = Efekt poziomu
book-effect-of-mix = Efekt struktury
book-together = Łącznie
book-score-before = Ocena okresu poprzedniego
book-score-after = Ocena okresu raportu
book-score-on-calc = To samo w arkuszu Obliczenia
book-blank = { "" }

## Listy przypadków

cases-heading = Przypadki: { $of }{ $parted ->
        [yes] {""} – bez: { $without }
       *[no] {""}
    }
cases-all =
    { $cases ->
        [one] { $cases } przypadek.
        [few] { $cases } przypadki, od najnowszych.
        [many] { $cases } przypadków, od najnowszych.
       *[other] { $cases } przypadku, od najnowszych.
    }
cases-newest = Najnowsze przypadki: { $listed } z { $cases }; poza listą: { $left }.
cases-amount = Łącznie { $amount }.
cases-none = Brak przypadków w okresie.
cases-withheld = Pojedynczych przypadków nie pokazano: ta karta wyników ukrywa małe grupy.

book-sheet-detail = Szczegóły
book-sheet-detail-note = Wiersze stojące za wartościami, od najnowszych, uzgodnione z arkuszem Wykonanie
book-cases = Przypadki
book-cases-listed = Na liście
book-cases-left = Poza listą
book-cases-together = Razem
book-cases-amount = Kwota
book-cases-amount-together = Kwota razem
book-cases-row = Wiersz

## Wobec wcześniejszego przebiegu

against-heading = Od wcześniejszego przebiegu
against-changed =
    { $figures ->
        [one] { $figures } wartość jest inna niż w przebiegu { $run } (dane na { $date }).
        [few] { $figures } wartości są inne niż w przebiegu { $run } (dane na { $date }).
        [many] { $figures } wartości jest innych niż w przebiegu { $run } (dane na { $date }).
       *[other] { $figures } wartości jest innych niż w przebiegu { $run } (dane na { $date }).
    }{ $caused ->
        [yes] {" "}Różnice między przebiegami: { $causes }.
       *[no] {""}
    }
against-same = Żadna wartość nie jest inna niż w przebiegu { $run } (dane na { $date }).
against-periods = { $first } – { $last }
against-more =
    { $figures ->
        [one] Jeszcze { $figures } jest w skoroszycie.
        [few] Jeszcze { $figures } są w skoroszycie.
        [many] Jeszcze { $figures } jest w skoroszycie.
       *[other] Jeszcze { $figures } jest w skoroszycie.
    }
against-cause = Przyczyna
against-figure = Wartość
against-value = Wykonanie
against-target = Plan
against-score = Ocena
against-to-date = Narastająco
against-unknown = nieznana
against-cause-data = dane
against-cause-definition = definicja
against-cause-notes = notatki
against-cause-program = program

book-sheet-changes = Korekty
book-sheet-changes-note = Co wcześniejszy przebieg podawał inaczej: wartość, wcześniej, teraz i przyczyna
book-earlier = Wcześniej
book-cause = Przyczyna

## Zestawienie jednostek

side-title = { $title }: wszystkie jednostki
side-sentence =
    { $entities ->
        [one] { $entities } jednostka
        [few] { $entities } jednostki
        [many] { $entities } jednostek
       *[other] { $entities } jednostki
    }: cel osiągnięty – { $on }, do obserwacji – { $watch }, cel nieosiągnięty – { $off }, bez oceny – { $without }.
side-rank = Miejsce
side-entity = Jednostka
side-summary = Jednostki z miejscami, ocenami i wartościami, od najlepszej
side-ranks = Kropka to ocena, kreska to ocena całości. Obok wartości stoi jej miejsce; jednostki, których wahania losowe nie pozwalają odróżnić, mają wspólny zakres miejsc.
side-few = Pominięte z powodu zbyt małej liczby wierszy w okresie: { $entities }.
