### Greek. Titles of measures and names of periods are put in as they are, in the nominative: no sentence inflects them.
### A length of time (`duration-…`) is said in the accusative, which only "1 μήνα" shows: after μέσα σε, έως, κατά, από, ύστερα από.

## Judgement: status, what the interval says, why a value is missing or not scored

status-on-target = Εντός στόχου
status-watch = Υπό παρακολούθηση
status-off-target = Εκτός στόχου
status-no-score = Χωρίς βαθμολογία
status-no-target = Χωρίς στόχο

# What the interval of chance variation says about the plan, as a sentence.
verdict-met = Το πλάνο επιτυγχάνεται, ακόμη και αν ληφθεί υπόψη η τυχαία διακύμανση.
verdict-missed = Το πλάνο δεν επιτυγχάνεται, ακόμη και αν ληφθεί υπόψη η τυχαία διακύμανση.
verdict-uncertain = Λόγω της τυχαίας διακύμανσης δεν είναι βέβαιο αν το πλάνο επιτυγχάνεται.

absence-no-data = Χωρίς στοιχεία
absence-insufficient-history = Ανεπαρκές ιστορικό
absence-not-yet-due = Δεν αναμένεται ακόμη
absence-withheld = Δεν εμφανίζεται
absence-undefined = Δεν υπολογίζεται
# So many cases are still open that a statistic of how long they take is not known.
absence-not-reached = Δεν είναι ακόμη γνωστό
# Of too few people to be shown.
absence-private = Δεν εμφανίζεται
absence-withheld-n = Δεν εμφανίζεται (n = { $n }, απαιτούνται { $min_n })
absence-not-reached-n = Δεν είναι ακόμη γνωστό (ανοικτές υποθέσεις: { $open } από { $of })

doubt-provisional = Προσωρινά στοιχεία
doubt-insufficient-data = Ανεπαρκή δεδομένα
doubt-provisional-reason = Προσωρινά στοιχεία ({ $reason })
doubt-insufficient-data-n = Ανεπαρκή δεδομένα (n = { $n }, απαιτούνται { $min_n })

# Clauses in parentheses or after a colon. Those that agree with a noun agree with "στοιχεία" before them.
provisional-data-begin = διαθέσιμα μόνο από { $on }
provisional-stale = διαθέσιμα μόνο έως { $last }
provisional-gap =
    { $longest ->
        [one] καμία νέα γραμμή από { $last }· το μεγαλύτερο κενό ως τότε ήταν { $longest } ημέρα
       *[other] καμία νέα γραμμή από { $last }· το μεγαλύτερο κενό ως τότε ήταν { $longest } ημέρες
    }
provisional-gap-alone = καμία νέα γραμμή από { $last }
provisional-immature = για πολλές περιπτώσεις η προθεσμία δεν έχει λήξει ακόμη

## Time

duration-seconds =
    { $count ->
        [one] { $count } δευτερόλεπτο
       *[other] { $count } δευτερόλεπτα
    }
duration-minutes =
    { $count ->
        [one] { $count } λεπτό
       *[other] { $count } λεπτά
    }
duration-hours =
    { $count ->
        [one] { $count } ώρα
       *[other] { $count } ώρες
    }
duration-days =
    { $count ->
        [one] { $count } ημέρα
       *[other] { $count } ημέρες
    }
duration-business-days =
    { $count ->
        [one] { $count } εργάσιμη ημέρα
       *[other] { $count } εργάσιμες ημέρες
    }
duration-weeks =
    { $count ->
        [one] { $count } εβδομάδα
       *[other] { $count } εβδομάδες
    }
duration-months =
    { $count ->
        [one] { $count } μήνα
       *[other] { $count } μήνες
    }
duration-quarters =
    { $count ->
        [one] { $count } τρίμηνο
       *[other] { $count } τρίμηνα
    }
duration-years =
    { $count ->
        [one] { $count } έτος
       *[other] { $count } έτη
    }

# What a value looks at, beside it: in parentheses or after a comma.
window-rolling =
    { $unit ->
        [second]
            { $count ->
                [one] κυλιόμενο δευτερόλεπτο
               *[other] κυλιόμενο διάστημα { $count } δευτερολέπτων
            }
        [minute]
            { $count ->
                [one] κυλιόμενο λεπτό
               *[other] κυλιόμενο διάστημα { $count } λεπτών
            }
        [hour]
            { $count ->
                [one] κυλιόμενη ώρα
                [24] κυλιόμενο εικοσιτετράωρο
               *[other] κυλιόμενο διάστημα { $count } ωρών
            }
        [day]
            { $count ->
                [one] κυλιόμενη ημέρα
               *[other] κυλιόμενο διάστημα { $count } ημερών
            }
        [business-day]
            { $count ->
                [one] κυλιόμενη εργάσιμη ημέρα
               *[other] κυλιόμενο διάστημα { $count } εργάσιμων ημερών
            }
        [week]
            { $count ->
                [one] κυλιόμενη εβδομάδα
               *[other] κυλιόμενο διάστημα { $count } εβδομάδων
            }
        [month]
            { $count ->
                [one] κυλιόμενος μήνας
                [2] κυλιόμενο δίμηνο
                [3] κυλιόμενο τρίμηνο
                [4] κυλιόμενο τετράμηνο
                [6] κυλιόμενο εξάμηνο
                [12] κυλιόμενο δωδεκάμηνο
               *[other] κυλιόμενο διάστημα { $count } μηνών
            }
        [quarter]
            { $count ->
                [one] κυλιόμενο τρίμηνο
               *[other] κυλιόμενο διάστημα { $count } τριμήνων
            }
       *[year]
            { $count ->
                [one] κυλιόμενο έτος
               *[other] κυλιόμενο διάστημα { $count } ετών
            }
    }
window-since-month = πρώτος μήνας ο { $month }
window-since = από { $first }
window-day = { $day }
window-days = { $first } έως { $last }
window-mixed = δείκτες με διαφορετικά χρονικά παράθυρα

## Head and foot of a document

head-title =
    { $level ->
        [operational] { $scorecard }, επιχειρησιακή αναφορά – { $entity }, { $period }
        [tactical] { $scorecard }, αναφορά τακτικού επιπέδου – { $entity }, { $period }
       *[strategic] { $scorecard } – { $entity }, { $period }
    }
head-as-of = Στοιχεία έως { $date }
head-as-of-sentence = Στοιχεία έως { $date }.
head-run = Κωδικός εκτέλεσης { $id }
head-sources =
    Πηγές: { $sources }{ $more ->
        [0] {""}
       *[other] {" "}και { $more } ακόμη
    }
head-note = Σημείωση:
head-page = Σελίδα { $page } από { $pages }
head-summary =
    { $scored ->
        [yes] { $scorecard }, { $entity }, { $period }: βαθμολογία { $score }, κάλυψη { $coverage }
       *[no] { $scorecard }, { $entity }, { $period }: χωρίς βαθμολογία, κάλυψη { $coverage }
    }
head-attachment = Αποτελέσματα αυτής της εκτέλεσης, χωρίς στρογγυλοποίηση

notice-control = { $control }: { $value } για την περίοδο { $period }, ενώ το λογιστικό βιβλίο έχει { $ledger }· η διαφορά ({ $difference }) υπερβαίνει το επιτρεπτό όριο.
notice-moved = Η τελευταία πλήρης περίοδος δεν έχει ακόμη γραμμές· εμφανίζεται η τελευταία που έχει: { $period }.
notice-provisional =
    { $measures ->
        [one] { $measures } δείκτης έχει προσωρινά στοιχεία και δεν βαθμολογείται: { $reason }.
       *[other] { $measures } δείκτες έχουν προσωρινά στοιχεία και δεν βαθμολογούνται: { $reason }.
    }
notice-incomplete =
    { $measures ->
        [one] { $measures } δείκτης έχει προσωρινά στοιχεία και δεν βαθμολογείται: τα στοιχεία για την περίοδο { $period } δεν είναι πλήρη.
       *[other] { $measures } δείκτες έχουν προσωρινά στοιχεία και δεν βαθμολογούνται: τα στοιχεία για την περίοδο { $period } δεν είναι πλήρη.
    }
notice-rejected =
    { $rows ->
        [one] { $rows } γραμμή της πηγής { $source } δεν μπόρεσε να χρησιμοποιηθεί· βλ. τελευταία σελίδα.
       *[other] { $rows } γραμμές της πηγής { $source } δεν μπόρεσαν να χρησιμοποιηθούν· βλ. τελευταία σελίδα.
    }

## Labels of columns and facts, and headings

label-measure = Δείκτης
label-unit = (μονάδα μέτρησης)
# Words, as Greek controllers write them in tables; PL and FC stay in charts.
label-actual = Πραγμ.
label-plan = Πλάνο
label-previous-year = Προηγ. έτος
label-delta = Απόκλ.
label-delta-relative = Απόκλ. %
label-variance = Απόκλιση
label-bullet = Πραγμ. και πλάνο
label-trend = Τάση
label-status = Κατάσταση
label-score = Βαθμολογία
label-weight = Βάρος
# Number of cases.
label-cases = n
label-interval = Διάστημα 95%
label-interval-first = 95%
label-interval-second = διάστημα
label-year-to-date = Από την αρχή του έτους
label-year-to-date-short = Σωρευτ.
label-year-end-short = Εκτίμ.
label-change = Μεταβολή
label-period = Περίοδος
label-what-happened = Τι συνέβη
label-comment = Σχόλιο
label-owner = Υπεύθυνος
label-initiatives = Πρωτοβουλίες
label-source = Πηγή
label-files = Αρχεία
label-rows = Γραμμές
label-days = Ημερομηνίες
label-remarks = Παρατηρήσεις
label-drives = Επηρεάζει
label-driven-by = Επηρεάζεται από
label-formula = Τύπος
label-events = Συμβάντα
label-note = Σημείωση
label-kind = Είδος
label-dated-by = Ημερομηνία γραμμών
label-interval-method = Διάστημα
label-change-method = Μεταβολή
label-window = Χρονικό παράθυρο
label-over-time = Συνάθροιση περιόδων
label-smallest-sample = Ελάχιστο δείγμα
label-beside = Συμπληρωματικά
label-signals = Σήματα
label-outlook = Εκτίμηση κλεισίματος

heading-exceptions = Εξαιρέσεις
no-exceptions =
    { $of ->
        [nothing] Δεν μπόρεσε να βαθμολογηθεί κανένας δείκτης.
        [part] Κανένας βαθμολογούμενος δείκτης αυτής της αναφοράς δεν είναι εκτός στόχου ή υπό παρακολούθηση.
       *[whole] Κανένας βαθμολογούμενος δείκτης δεν είναι εκτός στόχου ή υπό παρακολούθηση.
    }
heading-what-changed = Τι άλλαξε
heading-attention = Χρειάζεται προσοχή
label-attention-of = υπεύθυνος, επόμενη πρωτοβουλία
heading-year-ends = Εκτίμηση κλεισίματος
heading-statuses-moved = Αλλαγές κατάστασης
heading-signals-now = Σήματα
label-points = Μονάδες
label-before = Πριν
label-now = Τώρα
label-chance = Πιθανότητα
label-rate-effect = Επίδραση ποσοστού
label-mix-effect = Επίδραση μείγματος
heading-contents = Περιεχόμενα
heading-other-measures = Άλλοι δείκτες αυτού του στρατηγικού στόχου
heading-definitions = Ορισμοί
heading-data-quality = Ποιότητα δεδομένων
nothing-left-out = Δεν εξαιρέθηκε τίποτα.

segment-total = Σύνολο
segment-other = λοιπά
segment-not-stated = (δεν δηλώθηκε)

cohort-first-row = Πρώτη γραμμή
cohort-average = Σταθμισμένος Μ.Ο.
cohort-title =
    { $grain ->
        [week] Διατήρηση ανά κοόρτη και ηλικία σε εβδομάδες
        [month] Διατήρηση ανά κοόρτη και ηλικία σε μήνες
        [quarter] Διατήρηση ανά κοόρτη και ηλικία σε τρίμηνα
        [year] Διατήρηση ανά κοόρτη και ηλικία σε έτη
       *[wave] Διατήρηση ανά κοόρτη και ηλικία σε κύματα
    }
cohort-title-unit =
    { $grain ->
        [week] Διατήρηση ανά κοόρτη και ηλικία σε εβδομάδες ({ $unit })
        [month] Διατήρηση ανά κοόρτη και ηλικία σε μήνες ({ $unit })
        [quarter] Διατήρηση ανά κοόρτη και ηλικία σε τρίμηνα ({ $unit })
        [year] Διατήρηση ανά κοόρτη και ηλικία σε έτη ({ $unit })
       *[wave] Διατήρηση ανά κοόρτη και ηλικία σε κύματα ({ $unit })
    }
cohort-note = Κενό κελί: δεν έχει παρατηρηθεί ακόμη.
cohort-note-newest = Κενό κελί: δεν έχει παρατηρηθεί ακόμη. Εμφανίζονται οι { $shown } νεότερες από τις { $all } κοόρτες· ο μέσος όρος τις περιλαμβάνει όλες.

not-scored = εμφανίζεται χωρίς βαθμολογία
tag-coverage = κάλυψη { $share }
tag-weight = βάρος { $share }
# In the accusative: it stands after "από" (tag-listed-elsewhere).
tag-of-level =
    { $level ->
        [strategic]
            { $measures ->
                [one] { $measures } στρατηγικό δείκτη
               *[other] { $measures } στρατηγικούς δείκτες
            }
        [tactical]
            { $measures ->
                [one] { $measures } δείκτη τακτικού επιπέδου
               *[other] { $measures } δείκτες τακτικού επιπέδου
            }
       *[operational]
            { $measures ->
                [one] { $measures } επιχειρησιακό δείκτη
               *[other] { $measures } επιχειρησιακούς δείκτες
            }
    }
# After an objective's heading and a comma: measures that count here and stand in another report.
tag-listed-elsewhere =
    { $also ->
        [yes] επιπλέον από { $measures }
       *[no] από { $measures }
    }
# The heading of a measure whose rows belong to no entity, in the report of one.
tag-company-wide = { $title }, σύνολο εταιρείας
# Beneath the heading of the trends.
tag-periods =
    { $grain ->
        [week]
            { $count ->
                [one] { $count } εβδομάδα
               *[other] { $count } εβδομάδες
            }
        [month]
            { $count ->
                [one] { $count } μήνας
               *[other] { $count } μήνες
            }
        [quarter]
            { $count ->
                [one] { $count } τρίμηνο
               *[other] { $count } τρίμηνα
            }
        [year]
            { $count ->
                [one] { $count } έτος
               *[other] { $count } έτη
            }
        [wave]
            { $count ->
                [one] { $count } κύμα
               *[other] { $count } κύματα
            }
       *[none]
            { $count ->
                [one] { $count } περίοδος
               *[other] { $count } περίοδοι
            }
    }

key = Πραγμ.: πραγματικά · Απόκλ.: πραγματικά μείον πλάνο, σε μονάδες για τα ποσοστά · Απόκλ. %: ως ποσοστό του πλάνου. Απόκλιση: προς τα δεξιά όταν τα πραγματικά υπερβαίνουν το πλάνο· μπλε η ευνοϊκή, πορτοκαλί η δυσμενής. Πραγμ. και πλάνο: η ράβδος είναι τα πραγματικά, η κάθετη γραμμή το πλάνο, το γκρι αλλάζει όπου αλλάζει η κατάσταση. Κάθε τάση έχει δική της κλίμακα. n: πλήθος περιπτώσεων· το διάστημα δείχνει την τυχαία διακύμανση. Κάλυψη: το βάρος που μπόρεσε να βαθμολογηθεί. Στα γραφήματα, PL: πλάνο και FC: πρόβλεψη.
key-year = Σωρευτ.: από την αρχή του έτους · Εκτίμ.: εκτίμηση κλεισίματος του έτους, όπου υπάρχει χρήσιμη.
key-to-date = Σωρευτ.: από την αρχή του έτους.
key-year-end = Εκτίμ.: εκτίμηση κλεισίματος του έτους, όπου υπάρχει χρήσιμη.
scorecard-summary = Προοπτικές, κάτω από αυτές στρατηγικοί στόχοι και οι δείκτες τους, ένας ανά γραμμή· τα γραφήματα επαναλαμβάνουν τα μεγέθη της γραμμής τους.

## Figures and units

unit-percent = %
unit-points = μονάδες
unit-days = ημέρες
unit-hours = ώρες
unit-minutes = λεπτά
unit-seconds = δευτερόλεπτα
unit-thousands = χιλ.
unit-millions = εκατ.
unit-thousands-of = χιλ.{"\u00A0"}{ $unit }
unit-millions-of = εκατ.{"\u00A0"}{ $unit }
unit-thousands-labelled = χιλ.{"\u00A0"}{ $unit }
unit-millions-labelled = εκατ.{"\u00A0"}{ $unit }

# Numbers with their decimals: in some languages 6.3 has a form of its own.
quantity-points =
    { $value ->
        [one] { $value } μονάδα
       *[other] { $value } μονάδες
    }
quantity-days =
    { $value ->
        [one] { $value } ημέρα
       *[other] { $value } ημέρες
    }
quantity-hours =
    { $value ->
        [one] { $value } ώρα
       *[other] { $value } ώρες
    }
quantity-minutes =
    { $value ->
        [one] { $value } λεπτό
       *[other] { $value } λεπτά
    }
quantity-seconds =
    { $value ->
        [one] { $value } δευτερόλεπτο
       *[other] { $value } δευτερόλεπτα
    }
quantity-labelled = { $value }{"\u00A0"}{ $unit }

figures-range = { $low } έως { $high }
figures-with-plan = { $value }, πλάνο { $plan }
figures-of = { $part } από { $whole }

# Beneath a measure's name, joined by semicolons.
remark-value-of = τιμή περιόδου: { $period }
remark-not-rolling = χωρίς τιμή για πολλές περιόδους
remark-of-reported = Όσα υπάρχουν εδώ αφορούν την περίοδο της αναφοράς: { $period }, όποια περίοδος κι αν επιλεγεί στον έλεγχο.
remark-judged-to-date = κρίνεται σωρευτικά από την αρχή του έτους
remark-judged-to-date-by = κρίνεται σωρευτικά από την αρχή του έτους: { $value }, πλάνο { $plan }
remark-partly-in-window = στο παράθυρο υπάρχει τιμή σε { $with_value } από { $of } περιόδους
remark-partly-in-year = από την αρχή του έτους υπάρχει τιμή σε { $with_value } από { $of } περιόδους
remark-not-renewed = στόχος χωρίς ανανέωση
remark-beside = { $name } { $figure }
# Churn of a year at the pace of the period; the share of comments whose mood could be told.
beside-annualised = ετήσια αναγωγή
beside-comments-scored = αξιολογημένα σχόλια

## Sentences on a measure

sentence-absent = { $reason } για την περίοδο { $period }.
# Better and worse are meant for the measure, whichever way its figures go.
sentence-value =
    { $windowed ->
        [yes] { $value } ({ $period }, { $window })
       *[no] { $value } ({ $period })
    }{ $against ->
        [on-plan] {","} ακριβώς στο πλάνο ({ $plan })
        [within] {","} εντός του πλάνου ({ $plan })
        [better] {","} { $gap } καλύτερα από το πλάνο ({ $plan })
        [worse] {","} { $gap } χειρότερα από το πλάνο ({ $plan })
        [above] {","} { $gap } πάνω από το πλάνο ({ $plan })
        [below] {","} { $gap } κάτω από το πλάνο ({ $plan })
       *[none] {""}
    }{ $before ->
        [known] {"·"} προηγούμενη περίοδος { $previous } ({ $previous_period })
        [within-chance] {"·"} προηγούμενη περίοδος { $previous } ({ $previous_period }), μεταβολή { $change }, εντός της τυχαίας διακύμανσης
        [beyond-chance] {"·"} προηγούμενη περίοδος { $previous } ({ $previous_period }), μεταβολή { $change }, πέρα από την τυχαία διακύμανση
       *[none] {""}
    }.
sentence-judged-to-date = Κρίνεται σωρευτικά από την αρχή του έτους: { $value }, πλάνο { $plan }.
sentence-not-scored = { $doubt }: χωρίς βαθμολογία.

note-initiative =
    { $title }, προθεσμία { $due }{ $progressed ->
        [yes] {","} πρόοδος { $progress }
       *[no] {""}
    }{ $overdue ->
        [yes] {","} εκπρόθεσμη
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
        [by] { $period } (καταχώριση: { $by })
        [date] { $period } (καταχώριση: { $date })
        [both] { $period } (καταχώριση: { $by }, { $date })
       *[none] { $period } (καταχωρισμένη τιμή)
    }{ $evident ->
        [yes] {":"} { $evidence }
       *[no] {""}
    }
note-behind = { $segments }: { $segment } { $value } (n = { $n })
note-moved = { $segments }: { $segment } { $value } (προηγουμένως { $previous })
note-drives = { $title } ({ $remarks })
note-opposite = αντίστροφα
note-later = ύστερα από { $lag }
note-by = ανά { $by }

segment-note-window = Τιμές: { $window }.
segment-note-few = Γκρι: λιγότερες από { $min_n } περιπτώσεις, πολύ λίγες για να βγει συμπέρασμα.
segment-note-withheld = «Δεν εμφανίζεται»: λιγότερες από { $smallest } περιπτώσεις, ή τιμή από την οποία θα μπορούσαν να υπολογιστούν αυτές.
segment-note-changed =
    { $customers ->
        [one] { $customers } πελάτης άλλαξε κατηγορία μετά την έναρξη της περιόδου και υπολογίζεται εκεί όπου ανήκε τότε.
       *[other] { $customers } πελάτες άλλαξαν κατηγορία μετά την έναρξη της περιόδου και υπολογίζονται εκεί όπου ανήκαν τότε.
    }

## Charts

chart-title =
    { $grain ->
        [week]
            { $count ->
                [one] Τελευταία εβδομάδα
               *[other] Τελευταίες { $count } εβδομάδες
            }
        [month]
            { $count ->
                [one] Τελευταίος μήνας
               *[other] Τελευταίοι { $count } μήνες
            }
        [quarter]
            { $count ->
                [one] Τελευταίο τρίμηνο
               *[other] Τελευταία { $count } τρίμηνα
            }
        [year]
            { $count ->
                [one] Τελευταίο έτος
               *[other] Τελευταία { $count } έτη
            }
       *[wave]
            { $count ->
                [one] Τελευταίο κύμα
               *[other] Τελευταία { $count } κύματα
            }
    }
chart-title-window =
    { $grain ->
        [week]
            { $count ->
                [one] Τελευταία εβδομάδα, { $window }
               *[other] Τελευταίες { $count } εβδομάδες, { $window }
            }
        [month]
            { $count ->
                [one] Τελευταίος μήνας, { $window }
               *[other] Τελευταίοι { $count } μήνες, { $window }
            }
        [quarter]
            { $count ->
                [one] Τελευταίο τρίμηνο, { $window }
               *[other] Τελευταία { $count } τρίμηνα, { $window }
            }
        [year]
            { $count ->
                [one] Τελευταίο έτος, { $window }
               *[other] Τελευταία { $count } έτη, { $window }
            }
       *[wave]
            { $count ->
                [one] Τελευταίο κύμα, { $window }
               *[other] Τελευταία { $count } κύματα, { $window }
            }
    }
chart-legend-limits = διάστικτες: όρια και κέντρο συνήθους διακύμανσης
chart-legend-signals = σε κύκλο: σήματα
chart-legend-forecast = FC: πρόβλεψη, διάστημα 95%
# At the right end of a line: plan, and forecast, in two letters.
chart-plan = PL { $value }
chart-forecast = FC { $value }
chart-alt-none = { $title }: καμία τιμή σε αυτές τις περιόδους.
chart-alt = { $title }: από { $first } ({ $first_period }) σε { $last } ({ $last_period }). Χαμηλότερη τιμή { $low } ({ $low_period }), υψηλότερη { $high } ({ $high_period }).
chart-alt-plan = Πλάνο στο τέλος: { $plan }.
chart-alt-limits = Συνήθης διακύμανση: { $low } έως { $high }.
chart-alt-forecast = Πρόβλεψη για την περίοδο { $period }: { $value }.
chart-event =
    { $restarts ->
        [yes] { $letter } { $at }: { $note }, τα όρια υπολογίζονται εκ νέου
       *[no] { $letter } { $at }: { $note }
    }

## Signals, trends and forecasts

# Clauses, joined by semicolons.
rule-beyond-limits =
    { $side ->
        [below] κάτω από το κάτω όριο
       *[above] πάνω από το άνω όριο
    }
rule-run-of-8 =
    { $side ->
        [below] οκτώ ή περισσότερες συνεχόμενες τιμές κάτω από την κεντρική γραμμή
       *[above] οκτώ ή περισσότερες συνεχόμενες τιμές πάνω από την κεντρική γραμμή
    }
rule-run-of-9 =
    { $side ->
        [below] εννέα ή περισσότερες συνεχόμενες τιμές κάτω από την κεντρική γραμμή
       *[above] εννέα ή περισσότερες συνεχόμενες τιμές πάνω από την κεντρική γραμμή
    }
rule-two-of-three =
    { $side ->
        [above] δύο από τρεις τιμές κοντά στο άνω όριο
        [below] δύο από τρεις τιμές κοντά στο κάτω όριο
       *[none] δύο από τρεις τιμές κοντά σε ένα από τα όρια
    }
rule-four-of-five =
    { $side ->
        [below] τέσσερις από πέντε τιμές αισθητά κάτω από την κεντρική γραμμή
       *[above] τέσσερις από πέντε τιμές αισθητά πάνω από την κεντρική γραμμή
    }
rule-nearer-limit =
    { $side ->
        [above] τρεις από τέσσερις τιμές πιο κοντά στο άνω όριο παρά στην κεντρική γραμμή
        [below] τρεις από τέσσερις τιμές πιο κοντά στο κάτω όριο παρά στην κεντρική γραμμή
       *[none] τρεις από τέσσερις τιμές πιο κοντά σε ένα από τα όρια παρά στην κεντρική γραμμή
    }
rule-trend-of-6 =
    { $side ->
        [below] έξι ή περισσότερες συνεχόμενες τιμές σε πτώση
       *[above] έξι ή περισσότερες συνεχόμενες τιμές σε άνοδο
    }
rule-alternating = δεκατέσσερις ή περισσότερες συνεχόμενες τιμές εναλλάξ σε άνοδο και σε πτώση
rule-inside = δεκαπέντε ή περισσότερες συνεχόμενες τιμές κοντά στην κεντρική γραμμή
rule-outside = οκτώ ή περισσότερες συνεχόμενες τιμές μακριά από την κεντρική γραμμή, και προς τις δύο πλευρές

rule-name-beyond-limits = μία τιμή έξω από τα όρια
rule-name-run-of-8 = οκτώ συνεχόμενες τιμές στην ίδια πλευρά της κεντρικής γραμμής
rule-name-run-of-9 = εννέα συνεχόμενες τιμές στην ίδια πλευρά της κεντρικής γραμμής
rule-name-two-of-three = δύο από τρεις τιμές κοντά στο ίδιο όριο
rule-name-four-of-five = τέσσερις από πέντε τιμές αισθητά στην ίδια πλευρά της κεντρικής γραμμής
rule-name-nearer-limit = τρεις από τέσσερις τιμές πιο κοντά στο ίδιο όριο παρά στην κεντρική γραμμή
rule-name-trend-of-6 = έξι συνεχόμενες τιμές σε άνοδο ή σε πτώση
rule-name-alternating = δεκατέσσερις συνεχόμενες τιμές εναλλάξ σε άνοδο και σε πτώση
rule-name-inside = δεκαπέντε συνεχόμενες τιμές κοντά στην κεντρική γραμμή
rule-name-outside = οκτώ συνεχόμενες τιμές μακριά από την κεντρική γραμμή, και προς τις δύο πλευρές

method-ses = απλή εκθετική εξομάλυνση
method-drift = μέση μεταβολή (drift)
method-holt = γραμμική τάση του Holt
method-seasonal-naive = τιμή της ίδιας περιόδου πέρυσι (seasonal naive)

signal-normal = εντός της συνήθους διακύμανσης
signal-fired = σήμα: { $rules }
signal-normal-within = Εντός της συνήθους διακύμανσης, { $low } έως { $high }.
signal-normal-yet-changed = Παρ’ όλα αυτά εντός της συνήθους διακύμανσης, { $low } έως { $high }.
signal-fired-beyond = Σήμα: { $rules } (συνήθης διακύμανση: { $low } έως { $high }).

ahead-trend =
    { $grain ->
        [week]
            { $rising ->
                [yes] Ανοδική τάση: { $by } ανά εβδομάδα, σε διάστημα { $periods } εβδομάδων.
               *[no] Πτωτική τάση: { $by } ανά εβδομάδα, σε διάστημα { $periods } εβδομάδων.
            }
        [month]
            { $rising ->
                [yes] Ανοδική τάση: { $by } ανά μήνα, σε διάστημα { $periods } μηνών.
               *[no] Πτωτική τάση: { $by } ανά μήνα, σε διάστημα { $periods } μηνών.
            }
        [quarter]
            { $rising ->
                [yes] Ανοδική τάση: { $by } ανά τρίμηνο, σε διάστημα { $periods } τριμήνων.
               *[no] Πτωτική τάση: { $by } ανά τρίμηνο, σε διάστημα { $periods } τριμήνων.
            }
        [year]
            { $rising ->
                [yes] Ανοδική τάση: { $by } ανά έτος, σε διάστημα { $periods } ετών.
               *[no] Πτωτική τάση: { $by } ανά έτος, σε διάστημα { $periods } ετών.
            }
       *[wave]
            { $rising ->
                [yes] Ανοδική τάση: { $by } ανά κύμα, σε { $periods } κύματα.
               *[no] Πτωτική τάση: { $by } ανά κύμα, σε { $periods } κύματα.
            }
    }
ahead-year =
    { $total ->
        [yes] Εκτίμηση κλεισίματος για το σύνολο του έτους ({ $year }): { $value } ({ $low } έως { $high })
       *[no] Εκτίμηση για το τέλος του έτους ({ $year }): { $value } ({ $low } έως { $high })
    }{ $planned ->
        [band] {","} πλάνο { $plan } έως { $plan_high }
        [value] {","} πλάνο { $plan }
       *[none] {""}
    }{ $chanced ->
        [below] {"·"} πιθανότητα επίτευξης κάτω από { $chance } κατά το μοντέλο
        [above] {"·"} πιθανότητα επίτευξης πάνω από { $chance } κατά το μοντέλο
        [about] {"·"} πιθανότητα επίτευξης { $chance } κατά το μοντέλο
       *[none] {""}
    }{ $wanted ->
        [yes] {"·"} απαιτούμενος ρυθμός στο εξής: { $required } { $grain ->
            [week] ανά εβδομάδα
            [month] ανά μήνα
            [quarter] ανά τρίμηνο
            [year] ανά έτος
           *[wave] ανά κύμα
        }
       *[no] {""}
    }· μέθοδος: { $method }.
ahead-too-wide = Η εκτίμηση κλεισίματος του έτους ({ $year }) έχει πολύ μεγάλο εύρος για να βγει συμπέρασμα.

## Τι άλλαξε, και αν η διαδικασία πετυχαίνει τον στόχο

changed-score =
    { $moved ->
        [up] Η βαθμολογία ανέβηκε από { $before } σε { $after } ({ $by }) σε σχέση με την περίοδο { $period }.
        [down] Η βαθμολογία έπεσε από { $before } σε { $after } ({ $by }) σε σχέση με την περίοδο { $period }.
       *[level] Η βαθμολογία έμεινε στο { $after } σε σχέση με την περίοδο { $period }.
    }
changed-no-score = Δεν υπάρχει βαθμολογία για σύγκριση στην περίοδο { $period }.
changed-weights = Βάρη, και δείκτες που προστέθηκαν ή έλειψαν
changed-others =
    { $measures ->
        [one] { $measures } ακόμη δείκτης
       *[other] { $measures } ακόμη δείκτες
    }
changed-no-status =
    { $of ->
        [nothing] Στην προηγούμενη περίοδο δεν υπάρχει κατάσταση για σύγκριση.
        [part] Καμία κατάσταση αυτής της αναφοράς δεν άλλαξε από την προηγούμενη περίοδο.
       *[whole] Καμία κατάσταση δεν άλλαξε από την προηγούμενη περίοδο.
    }
changed-was =
    { $moved ->
        [up] άνοδος από { $score }
        [down] πτώση από { $score }
       *[level] όπως πριν
    }
assurance-will-meet = Με τη σημερινή διαδικασία ο στόχος θα επιτευχθεί: τα όρια βρίσκονται στη σωστή πλευρά.
assurance-will-miss = Με τη σημερινή διαδικασία ο στόχος δεν θα επιτευχθεί: τα όρια δεν τον φτάνουν.
assurance-hit-or-miss = Με τη σημερινή διαδικασία ο στόχος άλλοτε θα επιτυγχάνεται, άλλοτε όχι: βρίσκεται εντός των ορίων.
assurance-too-few = Οι περίοδοι είναι πολύ λίγες για να φανεί αν η διαδικασία πετυχαίνει τον στόχο.
assurance-no-target = Δεν υπάρχει στόχος για σύγκριση με τη διαδικασία.
assurance-word-will-meet = με τη σημερινή διαδικασία θα επιτευχθεί
assurance-word-will-miss = με τη σημερινή διαδικασία δεν θα επιτευχθεί
assurance-word-hit-or-miss = επίτευξη άλλοτε ναι, άλλοτε όχι
tally-on-target = { $measures } εντός στόχου
tally-watch = { $measures } υπό παρακολούθηση
tally-off-target = { $measures } εκτός στόχου
year-end-figures =
    { $value } ({ $low } έως { $high }){ $planned ->
        [band] {","} πλάνο { $plan } έως { $plan_high }
        [value] {","} πλάνο { $plan }
       *[none] {""}
    }
year-end-chance =
    { $chanced ->
        [below] κάτω από { $chance }
        [above] πάνω από { $chance }
       *[about] { $chance }
    }

## Exceptions, decisions and approvals

exception-no-comment = Δεν υπάρχει ακόμη σχόλιο.
exception-same-comment = Το ίδιο κείμενο με την περίοδο { $period }.
exception-no-initiative = Καμία πρωτοβουλία δεν υποστηρίζει αυτόν τον στρατηγικό στόχο.
exception-more-initiatives =
    { $initiatives ->
        [one] και { $initiatives } ακόμη πρωτοβουλία
       *[other] και { $initiatives } ακόμη πρωτοβουλίες
    }
exception-pace =
    { $behind ->
        [yes] Έχει παρέλθει το { $time } του χρόνου της: καθυστερεί
       *[no] Έχει παρέλθει το { $time } του χρόνου της
    }
exception-spent = Δαπάνη: { $spent } από { $budget } { $currency }
exception-next-step =
    { $overdue ->
        [yes] Επόμενο βήμα: { $title }, εκπρόθεσμο από { $due }
       *[no] Επόμενο βήμα: { $title }, προθεσμία { $due }
    }
exception-run = Πορεία
exception-decisions = Αποφάσεις
exception-decision = Απόφαση
exception-decision-by = Υλοποίηση
exception-decision-due = Προθεσμία
exception-decision-period = Λήφθηκε
exception-approvals = Εγκρίσεις
exception-approval =
    { $dated ->
        [yes] { $by }, { $date }
       *[no] { $by }
    }
role-prepared = Σύνταξη
role-reviewed = Έλεγχος
role-approved = Έγκριση

## Strategy map

map-title = Στρατηγικός χάρτης
map-mission = Αποστολή
map-vision = Όραμα
map-key = Το βέλος οδηγεί από ό,τι επηρεάζει σε ό,τι επηρεάζεται.
map-key-lag = Ο χρόνος επάνω του δείχνει πόσο αργεί να φανεί το αποτέλεσμα.
map-key-opposite = Διακεκομμένο και με «−»: περισσότερο από το ένα σημαίνει λιγότερο από το άλλο.
map-key-measures = Λεπτό: συνδέονται μόνο δείκτες των δύο στρατηγικών στόχων.
# For those who do not see the map.
map-alt =
    { $objectives ->
        [one] Χάρτης με { $objectives } στρατηγικό στόχο
       *[other] Χάρτης με { $objectives } στρατηγικούς στόχους
    } σε { $perspectives ->
        [one] { $perspectives } προοπτική.
       *[other] { $perspectives } προοπτικές.
    }
# $steps are map-alt-start and map-alt-step, one after another.
map-alt-chain = Αλυσίδα: { $steps }.
map-alt-start = { $title } ({ $status }, { $score })
map-alt-step =
    { $opposite ->
        [yes] επηρεάζει αντίστροφα: { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {","} ύστερα από { $lag }
           *[no] { "" }
        }
       *[no] επηρεάζει: { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {","} ύστερα από { $lag }
           *[no] { "" }
        }
    }
map-alt-alone = Χωρίς σύνδεση: { $steps }.

## The message line

line-nothing = Για την περίοδο { $period } δεν μπόρεσε να βαθμολογηθεί κανένας δείκτης.
line-off =
    { $brief ->
        [yes] «{ $title }»: { $course ->
            [steady-miss] σταθερά κατά { $by } χειρότερα από το πλάνο· η σημερινή διαδικασία δεν αρκεί
           *[other] { $gap ->
                [better] κατά { $by } καλύτερα από το πλάνο
                [worse] κατά { $by } χειρότερα από το πλάνο
               *[at-plan] ακριβώς στο πλάνο
            }{ $run ->
                [off] {","} εκτός στόχου
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} επί τουλάχιστον { $running } περιόδους
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {""} επί { $running } περιόδους
                }
            }
        }{ $course ->
            [steady-chance] {"·"} επίτευξη άλλοτε ναι, άλλοτε όχι
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {"·"} { $off } από τους { $total } εκτός στόχου
            [all] {"·"} και οι { $total } εκτός στόχου
           *[none] {""}
        }
       *[no] { $course ->
            [steady-miss] Ο δείκτης «{ $title }» είναι σταθερά κατά { $by } χειρότερος από το πλάνο: με τη σημερινή διαδικασία ο στόχος δεν θα επιτευχθεί
           *[other] Ο δείκτης «{ $title }» { $gap ->
                [better] είναι κατά { $by } καλύτερος από το πλάνο
                [worse] είναι κατά { $by } χειρότερος από το πλάνο
               *[at-plan] είναι ακριβώς στο πλάνο
            }{ $run ->
                [off] {","} εκτός στόχου
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","} εκτός στόχου
                }
            }{ $longer ->
                [yes] {""} για { $running } συνεχόμενες περιόδους ή περισσότερες
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                    [2] {""} για δεύτερη συνεχόμενη περίοδο
                    [3] {""} για τρίτη συνεχόμενη περίοδο
                    [4] {""} για τέταρτη συνεχόμενη περίοδο
                    [5] {""} για πέμπτη συνεχόμενη περίοδο
                    [6] {""} για έκτη συνεχόμενη περίοδο
                    [7] {""} για έβδομη συνεχόμενη περίοδο
                    [8] {""} για όγδοη συνεχόμενη περίοδο
                    [9] {""} για ένατη συνεχόμενη περίοδο
                    [10] {""} για δέκατη συνεχόμενη περίοδο
                    [11] {""} για ενδέκατη συνεχόμενη περίοδο
                    [12] {""} για δωδέκατη συνεχόμενη περίοδο
                   *[other] {""} για { $running }η συνεχόμενη περίοδο
                }
            }
        }{ $course ->
            [steady-chance] {"·"} με τη σημερινή διαδικασία ο στόχος άλλοτε επιτυγχάνεται, άλλοτε όχι
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {"·"} { $off } από τους { $total } δείκτες είναι εκτός στόχου
            [all] {"·"} και οι { $total } δείκτες είναι εκτός στόχου
           *[none] {""}
        }
    }.
line-praise =
    { $brief ->
        [yes] «{ $best }»: κατά { $best_by } καλύτερα από το πλάνο
       *[no] Ο δείκτης «{ $best }» είναι κατά { $best_by } καλύτερος από το πλάνο
    }.
line-watch =
    { $brief ->
        [yes] Κανένας εκτός στόχου· υπό παρακολούθηση: «{ $title }» ({ $gap ->
            [better] κατά { $by } καλύτερα από το πλάνο
            [worse] κατά { $by } χειρότερα από το πλάνο
           *[at-plan] ακριβώς στο πλάνο
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }){ $more ->
            [0] {""}
            [1] {" "}και άλλος ένας
           *[other] {" "}και άλλοι { $more }
        }
       *[no] Κανένας δείκτης εκτός στόχου· υπό παρακολούθηση ο δείκτης «{ $title }» ({ $gap ->
            [better] κατά { $by } καλύτερος από το πλάνο
            [worse] κατά { $by } χειρότερος από το πλάνο
           *[at-plan] ακριβώς στο πλάνο
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }){ $more ->
            [0] {""}
            [1] {" "}και ακόμη ένας
           *[other] {" "}και άλλοι { $more }
        }
    }.
line-one = Ο δείκτης «{ $title }» είναι εντός στόχου.
line-all = Και οι { $total } δείκτες που βαθμολογήθηκαν είναι εντός στόχου.
line-all-and-best =
    { $brief ->
        [yes] Και οι { $total } που βαθμολογήθηκαν εντός στόχου· «{ $best }»: κατά { $best_by } καλύτερα από το πλάνο
       *[no] Και οι { $total } δείκτες που βαθμολογήθηκαν είναι εντός στόχου· ο δείκτης «{ $best }» είναι κατά { $best_by } καλύτερος από το πλάνο
    }.

## Definitions

interval-none = κανένα
interval-wilson = Wilson
interval-corrected = Wilson, με διόρθωση κατά Rogan και Gladen
interval-adjusted-wald = προσαρμοσμένο Wald
interval-garwood = Garwood
interval-mean = t του Student
interval-ratio = τυπικό σφάλμα λόγου
interval-survival = Greenwood, log-log
interval-normal = μέθοδος δέλτα
interval-order = διατεταγμένες παρατηρήσεις

change-wilson = Newcombe (1998)
change-corrected = Newcombe (1998), από τα διορθωμένα όρια
change-wald = κανονική προσέγγιση, με τα τυπικά σφάλματα του Wald
change-garwood = άθροισμα τετραγώνων από τα όρια του Garwood (Zou και Donner 2008)
change-welch = Welch (1947)
change-ratio = κανονική προσέγγιση, με τα τυπικά σφάλματα των λόγων

pooling-flow = οι περίοδοι αθροίζονται
pooling-pool = αθροίζονται οι συνιστώσες και ο τύπος εφαρμόζεται στα αθροίσματα
pooling-recompute = νέος υπολογισμός από τις γραμμές της μεγαλύτερης περιόδου
pooling-last = η τιμή της τελευταίας περιόδου
pooling-none = η κατάσταση στο τέλος κάθε περιόδου· δεν υπάρχει τιμή για πολλές περιόδους μαζί

scored-distance = απόσταση από τον στόχο ως προς τη διαδρομή από την τιμή βάσης έως τον τελευταίο στόχο του έτους
scored-attainment = επίτευξη, πραγματικά προς στόχο
scored-attainment-inverse = επίτευξη, στόχος προς πραγματικά
scored-attainment-or-met = επίτευξη, πραγματικά προς στόχο· με στόχο 0 ή μικρότερο: { $met }
scored-attainment-inverse-or-met = επίτευξη, στόχος προς πραγματικά· με στόχο 0 ή μικρότερο: { $met }
scored-band = 100 εντός του εύρους, μειώνεται έως το 0 στα εξωτερικά του όρια
scored-goal-red-flag = από το κόκκινο όριο έως την επιδιωκόμενη τιμή
scored-met-tolerance = 100 στον στόχο ή καλύτερα, μειώνεται έως το 0 στο όριο της ανοχής
scored-met = 100 στον στόχο ή καλύτερα, αλλιώς 0

judged-goal = εντός στόχου στην επιδιωκόμενη τιμή ή καλύτερα, υπό παρακολούθηση στο κόκκινο όριο ή καλύτερα
judged-edges = εντός στόχου από { $on_target }, υπό παρακολούθηση από { $watch }
judged-tolerance = εντός στόχου στο πλάνο ή καλύτερα, υπό παρακολούθηση εντός της ανοχής

definition-part-of = { $part } (μέρος της πηγής { $source })
definition-kind = { $kind } ({ $keys })
definition-interval = { $method }, 95%
definition-change = { $method }· οι περιπτώσεις των δύο περιόδων θεωρούνται ανεξάρτητες
# A measure as a manager says it: $meaning is a sentence of its kind.
definition-words =
    { $grain ->
        [week] Ανά εβδομάδα: { $meaning }.
        [month] Ανά μήνα: { $meaning }.
        [quarter] Ανά τρίμηνο: { $meaning }.
        [year] Ανά έτος: { $meaning }.
       *[wave] Ανά κύμα έρευνας: { $meaning }.
    }
definition-words-window = { $meaning }· { $window }.
definition-words-only = Μόνο οι γραμμές της πηγής «{ $source }» όπου «{ $condition }».
definition-window = κυλιόμενο, από { $length } πριν από το τέλος της περιόδου έως και το τέλος της
definition-window-all = όλα τα στοιχεία από την πρώτη γραμμή ή από την έναρξη του ιστορικού
definition-window-of = { $measure }: { $window }
definition-signals-none = κανένας κανόνας
definition-signals = { $rules }· όρια: μέσος όρος ± 2,66 × μέσο κινητό εύρος
definition-signals-from = { $rules }· όρια: μέσος όρος ± 2,66 × μέσο κινητό εύρος, από { $from }
definition-forecast-chosen = η μέθοδος με το μικρότερο μέσο απόλυτο σφάλμα σε αναδρομικό έλεγχο
definition-forecast-none = καμία
definition-beside = { $name }: { $formula }

# In formulas, between or before their parts.
formula-and = και
formula-or = ή
formula-not = όχι
formula-if = αν
formula-else = αλλιώς
formula-otherwise = αλλιώς
formula-least = το μικρότερο από
formula-greatest = το μεγαλύτερο από
formula-coalesce = το πρώτο με τιμή από
formula-nullif = τίποτα αν είναι ίσα, αλλιώς το πρώτο από

## Data quality

rows-join = { $left } σε σύνδεση με { $others }
rows-part = μέρος της πηγής { $of }
rows-query = ερώτημα σε { $sources }
rows-entered = ορισμός και σημειώσεις
# The values of a measure that are entered, among the names of sources.
source-entered = { $measure } (με καταχώριση)

source-ragged =
    { $rows ->
        [one] { $rows } γραμμή έχει περισσότερα κελιά από την επικεφαλίδα της και εξαιρέθηκε.
       *[other] { $rows } γραμμές έχουν περισσότερα κελιά από την επικεφαλίδα τους και εξαιρέθηκαν.
    }
source-short =
    { $rows ->
        [one] { $rows } γραμμή τελειώνει νωρίς: τα τελευταία κελιά της είναι κενά.
       *[other] { $rows } γραμμές τελειώνουν νωρίς: τα τελευταία κελιά τους είναι κενά.
    }
source-undated =
    { $rows ->
        [one] { $rows } γραμμή έχει τον κωδικό «χωρίς ημερομηνία» και εξαιρέθηκε.
       *[other] { $rows } γραμμές έχουν τον κωδικό «χωρίς ημερομηνία» και εξαιρέθηκαν.
    }
source-unreadable =
    { $rows ->
        [one] { $rows } γραμμή χωρίς αναγνώσιμη ημερομηνία ή κλειδί εξαιρέθηκε.
       *[other] { $rows } γραμμές χωρίς αναγνώσιμη ημερομηνία ή κλειδί εξαιρέθηκαν.
    }
source-repeated =
    { $rows ->
        [one] { $rows } διπλότυπη γραμμή αφαιρέθηκε.
       *[other] { $rows } διπλότυπες γραμμές αφαιρέθηκαν.
    }
source-superseded =
    { $rows ->
        [one] { $rows } γραμμή αντικαταστάθηκε από άλλη με το ίδιο κλειδί.
       *[other] { $rows } γραμμές αντικαταστάθηκαν από άλλες με το ίδιο κλειδί.
    }
source-filtered =
    { $rows ->
        [one] { $rows } γραμμή έμεινε εκτός φίλτρου, σύμφωνα με τον ορισμό.
       *[other] { $rows } γραμμές έμειναν εκτός φίλτρου, σύμφωνα με τον ορισμό.
    }
source-after-as-of =
    { $rows ->
        [one] { $rows } γραμμή φέρει ημερομηνία μετά την ημερομηνία αναφοράς και δεν υπολογίζεται ακόμη.
       *[other] { $rows } γραμμές φέρουν ημερομηνία μετά την ημερομηνία αναφοράς και δεν υπολογίζονται ακόμη.
    }
source-no-customer =
    { $rows ->
        [one] { $rows } γραμμή χωρίς πελάτη: υπολογίζεται στα σύνολα, όχι ανά πελάτη.
       *[other] { $rows } γραμμές χωρίς πελάτη: υπολογίζονται στα σύνολα, όχι ανά πελάτη.
    }
source-no-customer-amounts = Ποσά των γραμμών χωρίς πελάτη: { $amounts }.
source-reversed =
    { $cases ->
        [one] { $cases } περίπτωση τελειώνει πριν αρχίσει και δεν υπολογίζεται στον δείκτη «{ $measure }».
       *[other] { $cases } περιπτώσεις τελειώνουν πριν αρχίσουν και δεν υπολογίζονται στον δείκτη «{ $measure }».
    }
source-outside-scale =
    { $answers ->
        [one] { $answers } απάντηση είναι εκτός κλίμακας και δεν υπολογίζεται στον δείκτη «{ $measure }».
       *[other] { $answers } απαντήσεις είναι εκτός κλίμακας και δεν υπολογίζονται στον δείκτη «{ $measure }».
    }
source-unmatched =
    { $rows ->
        [one] { $rows } γραμμή είναι χωρίς αντιστοίχιση στην πηγή { $source }{ $required ->
            [yes] {" "}και εξαιρέθηκε
           *[no] {""}
        }
       *[other] { $rows } γραμμές είναι χωρίς αντιστοίχιση στην πηγή { $source }{ $required ->
            [yes] {" "}και εξαιρέθηκαν
           *[no] {""}
        }
    }{ $told ->
        [yes] {" "}(πρώτα κλειδιά: { $keys })
       *[no] {""}
    }.
cells-unreadable =
    { $cells ->
        [one] { $cells } κελί της στήλης { $column } δεν ήταν αναγνώσιμο
       *[other] { $cells } κελιά της στήλης { $column } δεν ήταν αναγνώσιμα
    }{ $told ->
        [yes] {" "}(ενδεικτικά: { $places })
       *[no] {""}
    }.
cells-out-of-range =
    { $cells ->
        [one] { $cells } κελί της στήλης { $column } βρίσκεται εκτός επιτρεπτού εύρους.
       *[other] { $cells } κελιά της στήλης { $column } βρίσκονται εκτός επιτρεπτού εύρους.
    }
cells-absent =
    { $cells ->
        [one] { $cells } κελί της στήλης { $column } έχει τον κωδικό «χωρίς απάντηση».
       *[other] { $cells } κελιά της στήλης { $column } έχουν τον κωδικό «χωρίς απάντηση».
    }
cells-not-applicable =
    { $cells ->
        [one] { $cells } κελί της στήλης { $column } δεν έχει εφαρμογή.
       *[other] { $cells } κελιά της στήλης { $column } δεν έχουν εφαρμογή.
    }
cells-shown-twice =
    { $times ->
        [one] { $times } ώρα της στήλης { $column } εμφανίστηκε δύο φορές λόγω αλλαγής ώρας: ισχύει η πρώτη.
       *[other] { $times } ώρες της στήλης { $column } εμφανίστηκαν δύο φορές λόγω αλλαγής ώρας: ισχύει η πρώτη.
    }
cells-skipped =
    { $times ->
        [one] { $times } ώρα της στήλης { $column } δεν υπήρξε λόγω αλλαγής ώρας: μετατίθεται προς τα εμπρός.
       *[other] { $times } ώρες της στήλης { $column } δεν υπήρξαν λόγω αλλαγής ώρας: μετατίθενται προς τα εμπρός.
    }
cells-ambiguous =
    { $cells ->
        [one] { $cells } κελί της στήλης { $column } θα μπορούσε να σημαίνει άλλη ημέρα με επόμενη μορφή ημερομηνίας.
       *[other] { $cells } κελιά της στήλης { $column } θα μπορούσαν να σημαίνουν άλλη ημέρα με επόμενη μορφή ημερομηνίας.
    }
cells-adding-nothing =
    { $rows ->
        [one] { $rows } γραμμή δεν έχει τιμή στη στήλη { $column } και δεν προσθέτει τίποτα.
       *[other] { $rows } γραμμές δεν έχουν τιμή στη στήλη { $column } και δεν προσθέτουν τίποτα.
    }

cells-of-none =
    { $rows ->
        [one] { $rows } γραμμή δεν έχει τιμή στη στήλη { $column } και δεν μετρά όπου αυτή ξεχωρίζει τις περιπτώσεις.
       *[other] { $rows } γραμμές δεν έχουν τιμή στη στήλη { $column } και δεν μετρούν όπου αυτή ξεχωρίζει τις περιπτώσεις.
    }

## Τι είναι κάθε δείκτης, σε μία πρόταση

statistic-mean = μέσος όρος
statistic-median = διάμεσος
statistic-percentile = εκατοστημόριο { $p } (έως εκεί φτάνει περίπου το { $p }% των τιμών)
step-first-row = η πρώτη γραμμή
step-later-row = οποιαδήποτε γραμμή σε μεταγενέστερη ημέρα
step-first-where = η πρώτη γραμμή όπου «{ $condition }»
step-where = γραμμή όπου «{ $condition }», την ίδια ημέρα ή αργότερα
cancellations-unsaid = {""}
cancellations-by-customer = · ακυρώσεις του πελάτη: δεν υπολογίζονται
cancellations-by-supplier = · ακυρώσεις του προμηθευτή: αστοχίες
cancellations-by-either = · ακυρώσεις του πελάτη: δεν υπολογίζονται· του προμηθευτή: αστοχίες
aggregate =
    «{ $text }»{ $sourced ->
        [yes] {" "}της πηγής «{ $source }»
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}όπου «{ $condition }»
       *[no] {""}
    }
meaning-sum = άθροισμα του «{ $value }» στις γραμμές της πηγής «{ $source }»
meaning-count = πλήθος γραμμών της πηγής «{ $source }»
meaning-count-where = πλήθος γραμμών της πηγής «{ $source }» όπου «{ $condition }»
meaning-distinct = πλήθος διαφορετικών τιμών του «{ $value }» στις γραμμές της πηγής «{ $source }»
meaning-of = { $statistic } του «{ $value }» στις γραμμές της πηγής «{ $source }» που έχουν τιμή
meaning-weighted-mean = μέσος όρος του «{ $value }», σταθμισμένος κατά «{ $weight }», στις γραμμές της πηγής «{ $source }»
meaning-minimum = μικρότερη τιμή του «{ $value }» στις γραμμές της πηγής «{ $source }»
meaning-maximum = μεγαλύτερη τιμή του «{ $value }» στις γραμμές της πηγής «{ $source }»
meaning-balance = άθροισμα του «{ $value }» για όλες τις τιμές του «{ $per }»· μετράει: { $row }
meaning-share = γραμμές της πηγής «{ $source }» όπου «{ $of }» ÷ όλες οι γραμμές της πηγής «{ $source }»
meaning-share-among = γραμμές της πηγής «{ $source }» όπου «{ $among }» και «{ $of }» ÷ γραμμές όπου «{ $among }»
meaning-share-of-segments = κατηγορίες του δείκτη «{ $measure }» κατά «{ $by }» όπου «{ $of }» ÷ όλες οι κατηγορίες του με τιμή
meaning-share-among-segments = κατηγορίες του δείκτη «{ $measure }» κατά «{ $by }» όπου «{ $among }» και «{ $of }» ÷ κατηγορίες του όπου «{ $among }»
meaning-ratio = { $numerator } ÷ { $denominator }
meaning-ratio-paired = { $numerator } ÷ { $denominator }, στις γραμμές που έχουν και τις δύο τιμές
meaning-per = { $per } × { $rate }
meaning-of-measures = { $reading }
meaning-entered = τιμή που καταχωρίζεται με το χέρι
meaning-entered-of = τιμές που καταχωρίζονται με το χέρι· από πολλές της ίδιας περιόδου: { $rows }
meaning-entered-in = «{ $value }», όπως καταχωρίζεται στην πηγή «{ $source }»
meaning-entered-in-of = «{ $value }», όπως καταχωρίζεται στην πηγή «{ $source }»· από πολλές γραμμές της ίδιας περιόδου: { $rows }
meaning-judgement = βαθμολογία που δίνουν άνθρωποι, από 0 έως { $best }
meaning-conversion = πλήθος «{ $entity }» με έγκαιρη ολοκλήρωση ÷ πλήθος «{ $entity }» με έναρξη, των οποίων ο χρόνος έληξε· χρόνος: έως { $within }· έναρξη: { $from }· ολοκλήρωση: { $to }
meaning-retention = πελάτες ενεργοί στην έναρξη και στο τέλος ÷ πελάτες ενεργοί στην έναρξη· ενεργός: { $active }
meaning-churn = πελάτες ενεργοί στην έναρξη και όχι πια στο τέλος ÷ πελάτες ενεργοί στην έναρξη· ενεργός: { $active }
meaning-contracts-kept = πελάτες με σύμβαση στην έναρξη και στο τέλος ÷ πελάτες με σύμβαση στην έναρξη
meaning-contracts-ended = πελάτες με σύμβαση στην έναρξη και χωρίς στο τέλος ÷ πελάτες με σύμβαση στην έναρξη
meaning-renewed = συμβάσεις προς ανανέωση που ανανεώθηκαν ÷ συμβάσεις προς ανανέωση· μόνο όσων έληξε η περίοδος χάριτος: έως { $grace }
meaning-not-renewed = συμβάσεις προς ανανέωση που δεν ανανεώθηκαν ÷ συμβάσεις προς ανανέωση· μόνο όσων έληξε η περίοδος χάριτος: έως { $grace }
meaning-snapshot-kept = πελάτες της περιόδου χωρίς γραμμή όπου «{ $condition }» ÷ πελάτες με γραμμή στην περίοδο
meaning-snapshot-left = πελάτες της περιόδου με γραμμή όπου «{ $condition }» ÷ πελάτες με γραμμή στην περίοδο
meaning-active = πλήθος ενεργών πελατών· ενεργός: { $active }
meaning-new = πλήθος νέων πελατών· νέος: { $new }
meaning-reactivated = πλήθος πελατών ενεργών στο τέλος που είχαν γίνει ανενεργοί· ανενεργοί: { $lapsed }· ενεργός: { $active }
meaning-reactivation = ανενεργοί πελάτες που στο τέλος είναι ενεργοί ÷ πελάτες ανενεργοί στην έναρξη· ανενεργοί: { $lapsed }· ενεργός: { $active }
meaning-cohort = πελάτες των κοορτών που παραμένουν ÷ όλοι οι πελάτες των κοορτών· κοόρτη: { $cohort }· παραμένει: { $kept }
meaning-revenue-net = άθροισμα του «{ $revenue }» στο τέλος ÷ άθροισμα του «{ $revenue }» στην έναρξη, και τα δύο για τους πελάτες με πάνω από 0 στην έναρξη· ενεργός: { $active }
meaning-revenue-gross = άθροισμα του «{ $revenue }» στο τέλος, χωρίς ό,τι ξεπερνά την έναρξη ÷ άθροισμα του «{ $revenue }» στην έναρξη, και τα δύο για τους πελάτες με πάνω από 0 στην έναρξη· σύγκριση: { $netting }· ενεργός: { $active }
meaning-revenue-per-customer = άθροισμα του «{ $revenue }» των γνωστών πελατών ÷ πλήθος πελατών ({ $base })
meaning-order-value = άθροισμα του «{ $revenue }» ÷ πλήθος διαφορετικών τιμών του «{ $order }»
meaning-purchase-frequency = πλήθος διαφορετικών τιμών του «{ $order }» των γνωστών πελατών ÷ πλήθος πελατών ({ $base })
meaning-lifetime-of-margin = παρούσα αξία όσων θα αποφέρει ένας πελάτης, χωρίς χρονικό όριο· περιθώριο μιας περιόδου: «{ $margin }»· μερίδιο που παραμένει: «{ $retention }»· ανά περίοδο: προεξόφληση { $discount }%, αύξηση { $growth }%· πρώτη πληρωμή: { $first }
meaning-lifetime-of-periods = παρούσα αξία όσων θα αποφέρει ένας πελάτης· υπολογίζονται: { $horizon }· περιθώριο μιας περιόδου: «{ $margin }»· μερίδιο που παραμένει: «{ $retention }»· ανά περίοδο: προεξόφληση { $discount }%, αύξηση { $growth }%· πρώτη πληρωμή: { $first }
meaning-lifetime-of-purchases = { $margin }% του μέσου «{ $revenue }» που αναμένεται από έναν πελάτη, με μοντέλα των ως τώρα αγορών (BG/NBD, Gamma-Gamma)· διάστημα πρόβλεψης: { $ahead }
meaning-profit = { $statistic } του κέρδους ανά πελάτη· κέρδος: { $profit }
meaning-unprofitable = πελάτες με κέρδος κάτω από 0 ÷ πελάτες με γραμμή στην περίοδο· κέρδος: { $profit }
meaning-loss = άθροισμα των κερδών ανά πελάτη που είναι κάτω από 0· κέρδος: { $profit }
meaning-on-time = γραμμές της πηγής «{ $source }» με παράδοση έως τη συμφωνημένη ημέρα ÷ γραμμές της περιόδου των οποίων η συμφωνημένη ημέρα ήρθε{ $cancelled }
meaning-on-time-with-grace = γραμμές της πηγής «{ $source }» με παράδοση έως τη συμφωνημένη ημέρα ή εντός της περιόδου χάριτος ÷ γραμμές της περιόδου των οποίων η συμφωνημένη ημέρα ήρθε· περίοδος χάριτος: έως { $grace }{ $cancelled }
meaning-on-time-by-the-clock = γραμμές της πηγής «{ $source }» με παράδοση έως τη συμφωνημένη ώρα ή εντός της περιόδου χάριτος ÷ γραμμές της περιόδου των οποίων η συμφωνημένη ημέρα ήρθε· περίοδος χάριτος: έως { $grace }{ $cancelled }
meaning-otif-orders = παραγγελίες με όλες τις γραμμές τους εγκαίρως και πλήρως ÷ παραγγελίες της περιόδου με προθεσμία που έληξε· εγκαίρως: { $on_time }· πλήρως: { $in_full }{ $cancelled }
meaning-otif-lines = γραμμές παραγγελίας εγκαίρως και πλήρως ÷ γραμμές παραγγελίας της περιόδου με προθεσμία που έληξε· εγκαίρως: { $on_time }· πλήρως: { $in_full }{ $cancelled }
meaning-otif-units = τεμάχια που ήρθαν εγκαίρως, το πολύ όσα παραγγέλθηκαν ÷ παραγγελμένα τεμάχια, στις γραμμές της περιόδου με προθεσμία που έληξε· εγκαίρως: { $on_time }{ $cancelled }
meaning-lead-time = { $statistic } του χρόνου από «{ $from }» έως «{ $to }» των περιπτώσεων που τελείωσαν· μετρώνται: { $clock }
meaning-resolution-time = { $statistic } του χρόνου από «{ $from }» έως «{ $to }»· ανοικτές υποθέσεις: { $open }· μετρώνται: { $clock }
meaning-first-contact = αιτήματα που λύθηκαν με μία επαφή και χωρίς επανάληψη ÷ αιτήματα των οποίων ο χρόνος για επανάληψη έληξε· χρόνος: έως { $within }· δείκτης: { $rate }
meaning-first-contact-resolved = αιτήματα που λύθηκαν με μία επαφή, με «{ $resolved }» εγκαίρως και χωρίς επανάληψη ÷ αιτήματα των οποίων ο χρόνος έληξε· χρόνος: έως { $within }· δείκτης: { $rate }
meaning-backlog = πλήθος υποθέσεων που άνοιξαν («{ $opened }») έως το τέλος της περιόδου και δεν είχαν κλείσει («{ $closed }») ως τότε
meaning-returned-of-sales = πωλήθηκαν και επιστράφηκαν εγκαίρως ÷ πωλήθηκαν· μόνο πωλήσεις των οποίων το διάστημα επιστροφής έληξε· διάστημα: έως { $within }
meaning-returned-in-period = επιστράφηκαν στην περίοδο ÷ πωλήθηκαν στην περίοδο
meaning-defects-by-row = άθροισμα του «{ $defective }» ÷ πλήθος γραμμών της πηγής «{ $source }»
meaning-defects-by-quantity = άθροισμα του «{ $defective }» ÷ άθροισμα του «{ $inspected }»
meaning-quality-cost-per-order = κόστος κακής ποιότητας ({ $costs }) ÷ πλήθος παραγγελιών ({ $base })
meaning-quality-cost-of-sales = κόστος κακής ποιότητας ({ $costs }) ÷ καθαρές πωλήσεις ({ $base })
meaning-complaints = παράπονα ({ $complaints }) ÷ βάση ({ $exposure })
meaning-abandoned = κλήσεις που εγκαταλείφθηκαν ÷ εισερχόμενες κλήσεις· σύντομες κλήσεις: { $short }
meaning-in-time = κλήσεις που απαντήθηκαν εγκαίρως ÷ κλήσεις που υπολογίζονται· χρόνος: έως { $within }· κλήσεις που εγκαταλείφθηκαν: { $abandoned }· σύντομες κλήσεις: { $short }
meaning-in-time-or-abandoned = κλήσεις που απαντήθηκαν ή εγκαταλείφθηκαν εγκαίρως ÷ κλήσεις που υπολογίζονται· χρόνος: έως { $within }· κλήσεις που εγκαταλείφθηκαν: { $abandoned }· σύντομες κλήσεις: { $short }
meaning-nps = 100 × (υποστηρικτές − επικριτές) ÷ απαντήσεις· «{ $score }» από { $low } έως 10: υποστηρικτές από 9, επικριτές κάτω από 7
meaning-answers = { $best } ÷ όλες οι απαντήσεις από { $low } έως { $high } («{ $score }»)
meaning-mean-answer = μέσος όρος των απαντήσεων από { $low } έως { $high } («{ $score }»)
meaning-net-ease = 100 × (οι τρεις ευκολότερες βαθμίδες − οι τρεις δυσκολότερες) ÷ όλες οι απαντήσεις από { $low } έως { $high } («{ $score }»)
meaning-weighted = { $counted }· κάθε απάντηση μετράει με το βάρος της «{ $weight }»
meaning-last-of = { $counted }· από κάθε «{ $whose }» μόνο η τελευταία απάντηση
meaning-responses = προσκλήσεις που παραδόθηκαν όπου «{ $completed }» ÷ προσκλήσεις που παραδόθηκαν ({ $invited })
meaning-mood-net = 100 × (θετικά σχόλια − αρνητικά σχόλια) ÷ αξιολογημένα σχόλια
meaning-mood-positive = θετικά σχόλια ÷ αξιολογημένα σχόλια
meaning-mood-negative = αρνητικά σχόλια ÷ αξιολογημένα σχόλια
meaning-corrected = { $counted }· με διόρθωση για τα σφάλματα της ταξινόμησης: { $by }

## Components of measures, in formulas
# Lower case: they stand within a formula or a sentence.

title-rows = γραμμές
title-rows-with-value = γραμμές με τιμή
title-values = τιμές
title-sum-of = άθροισμα { $of }
title-in-seconds = { $of } σε δευτερόλεπτα
title-sum-of-squares-of = άθροισμα τετραγώνων { $of }
title-sum-of-squared = άθροισμα { $of }²
title-sum-of-weighted = άθροισμα { $of } × βάρος
title-sum-of-weights = άθροισμα βαρών
title-values-of = τιμές { $of }
title-different-values-of = διαφορετικές τιμές { $of }
title-last-of-each = τελευταία τιμή { $value } ανά { $per }
title-median-of = διάμεσος { $of }
title-mean-of = μέσος όρος { $of }
title-minimum-of = ελάχιστο { $of }
title-maximum-of = μέγιστο { $of }
title-percentile-of = p{ $p } { $of }
title-from-to = { $from } έως { $to }
title-expression =
    { $text }{ $seconds ->
        [yes] {" "}σε δευτερόλεπτα
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}όπου { $condition }
       *[no] {""}
    }
title-as-written = { $text }
title-rows-where = γραμμές όπου { $condition }
title-denominator-rows = γραμμές του παρονομαστή
title-reversed = περιπτώσεις που τελειώνουν πριν αρχίσουν
title-cluster-count = πλήθος συστάδων
title-cluster-sum-numerator = Σ αριθμητή
title-cluster-sum-denominator = Σ παρονομαστή
title-cluster-sum-numerator-squared = Σ αριθμητή²
title-cluster-sum-products = Σ αριθμητή × παρονομαστή
title-cluster-sum-denominator-squared = Σ παρονομαστή²
title-entered = καταχωρισμένη τιμή
title-open-at-end = εκκρεμότητες στο τέλος
title-active-customers = ενεργοί πελάτες
title-new-customers = νέοι πελάτες
title-customers-at-opening = πελάτες στην έναρξη
title-customers-stayed = πελάτες που παρέμειναν
title-customers-left = πελάτες που αποχώρησαν
title-customers-back = πελάτες που επέστρεψαν
title-customers-lapsed = πελάτες ανενεργοί στην έναρξη
title-customers-with-row = πελάτες με γραμμή
title-customers-before = πελάτες στην προηγούμενη περίοδο
title-customers-now = πελάτες στην περίοδο
title-customers-last = πελάτες της τελευταίας περιόδου
title-customers-of-snapshot = πελάτες του στιγμιοτύπου
title-cohort-kept = πελάτες που παραμένουν ύστερα από { $after }
title-cohort-size = πελάτες των κοορτών
title-contracts-renewed = συμβάσεις που ανανεώθηκαν
title-contracts-due = συμβάσεις προς ανανέωση, μετά την περίοδο χάριτος
title-contracts-all = συμβάσεις προς ανανέωση, εντός ή μετά την περίοδο χάριτος
title-contract-at-opening = πελάτες με σύμβαση στην έναρξη
title-contract-stayed = από αυτούς, με σύμβαση στο τέλος
title-contract-left = από αυτούς, χωρίς σύμβαση στο τέλος
title-goal-reached = ολοκλήρωσαν εγκαίρως
title-goal-judged = ξεκίνησαν, ο χρόνος έληξε
title-goal-all = ξεκίνησαν, είτε έληξε ο χρόνος είτε όχι
title-tickets-settled = επιλύθηκαν με την πρώτη επαφή
title-tickets-judged = αιτήματα, ο χρόνος έληξε
title-tickets-all = αιτήματα, είτε έληξε ο χρόνος είτε όχι
title-cases-opened = υποθέσεις που άνοιξαν
title-cases-open = από αυτές, ακόμη ανοικτές
title-cases-resolved = από αυτές, επιλυμένες
title-calls-offered = εισερχόμενες κλήσεις
title-calls-abandoned = εγκαταλείφθηκαν
title-calls-counted = κλήσεις που υπολογίζονται
title-calls-in-time = απαντήθηκαν εγκαίρως
title-calls-in-time-or-abandoned = απαντήθηκαν ή εγκαταλείφθηκαν εγκαίρως
title-responses = απαντήσεις
title-answers-from = απαντήσεις από { $least } και πάνω
title-answers-up-to = απαντήσεις έως και { $most }
title-easiest-three = απαντήσεις στις τρεις ευκολότερες βαθμίδες
title-hardest-three = απαντήσεις στις τρεις δυσκολότερες βαθμίδες
title-promoters = υποστηρικτές (9 και πάνω)
title-detractors = επικριτές (κάτω από 7)
title-answers-between = απαντήσεις που δεν είναι ακέραιοι αριθμοί
title-answers-outside = απαντήσεις εκτός κλίμακας
title-weight-of = βάρος για { $of }
title-times-weight = { $of } × { $weight }
title-invitations-delivered = προσκλήσεις που παραδόθηκαν
title-invitations-answered = απαντήθηκαν
title-inspected = ελέγχθηκαν
title-defective = ελαττωματικά
title-quantity-inspected = ποσότητα που ελέγχθηκε
title-quantity-defective = ελαττωματική ποσότητα
title-promises-due = παραδόσεις με προθεσμία στην περίοδο
title-promises-kept = έγκαιρες παραδόσεις
title-lines-due = γραμμές παραγγελίας με προθεσμία στην περίοδο
title-lines-kept = γραμμές παραγγελίας εγκαίρως και πλήρως
title-units-kept = τεμάχια εγκαίρως
title-units-due = παραγγελμένα τεμάχια με προθεσμία στην περίοδο
title-orders-kept = παραγγελίες εγκαίρως και πλήρως
title-orders-due = παραγγελίες με την τελευταία προθεσμία τους στην περίοδο
title-orders = παραγγελίες
title-orders-identified = παραγγελίες γνωστών πελατών
title-revenue = έσοδα
title-revenue-identified = έσοδα από γνωστούς πελάτες
title-cost-of-goods = κόστος πωληθέντων
title-cost-of-service = κόστος εξυπηρέτησης
title-cost-of-acquisition = κόστος απόκτησης πελατών
title-profit-median = διάμεσος του κέρδους ανά πελάτη
title-profit-negative = πελάτες με κέρδος κάτω από 0
title-profit-loss = άθροισμα των κερδών κάτω από 0
title-cost-refunds = επιστροφές χρημάτων
title-cost-logistics = logistics
title-cost-write-off = διαγραφές
title-came-back = επιστράφηκαν
title-sold-closed = πωλήθηκαν, το διάστημα επιστροφής έληξε
title-sold-all = πωλήθηκαν, είτε έληξε το διάστημα επιστροφής είτε όχι
title-came-back-in-period = επιστράφηκαν στην περίοδο
title-sold-in-period = πωλήθηκαν στην περίοδο
title-revenue-kept = έσοδα που διατηρήθηκαν
title-revenue-at-end = έσοδα από αυτούς στο τέλος
title-revenue-at-opening = έσοδα στην έναρξη
title-opened-at-nothing = πελάτες με 0 ή λιγότερο στην έναρξη
title-comments-positive = θετικά σχόλια
title-comments-negative = αρνητικά σχόλια
title-comments-scored = αξιολογημένα σχόλια
title-comments-unscored = μη αξιολογημένα σχόλια
title-comments-all = όλα τα σχόλια
title-comments-wordless = ουδέτερα σχόλια χωρίς λέξη του λεξικού
title-rows-in-question = γραμμές που εξετάζονται
title-segments-with = κατηγορίες με { $condition }
title-segments-with-value = κατηγορίες με τιμή
title-segments-meeting = από αυτές, με { $condition }
title-lifetime-spend = μέση αναμενόμενη δαπάνη ανά πελάτη, προεξοφλημένη
title-lifetime-error = τυπικό σφάλμα της δαπάνης
title-lifetime-customers = πελάτες με αγορά
title-lifetime-repeaters = πελάτες που αγόρασαν ξανά
title-model-r = r του BG/NBD
title-model-alpha = α του BG/NBD
title-model-a = a του BG/NBD
title-model-b = b του BG/NBD
title-model-p = p του Gamma-Gamma
title-model-q = q του Gamma-Gamma
title-model-gamma = γ του Gamma-Gamma
title-model-likelihood = λογαριθμική πιθανοφάνεια των αγορών
title-model-correlation = συσχέτιση επαναληπτικών αγορών και αξίας τους

## Policies that decided a number: what they are about, and what was chosen


policy-short-calls = Σύντομες κλήσεις
chosen-short-calls-left-out = εγκατάλειψη σε λιγότερο από { $within }: εξαιρούνται
chosen-short-calls-counted = υπολογίζονται

policy-active = Ενεργός πελάτης
chosen-active-within = πελάτης με επιλέξιμη γραμμή μέσα σε { $window }, έως και την τελευταία ημέρα
chosen-active-in-period = πελάτης με επιλέξιμη γραμμή μέσα σε μία περίοδο, έως και την τελευταία ημέρα

policy-open = Ανοικτές υποθέσεις
chosen-open-until = άνοιξαν έως τότε, «{ $closed }» κενό (null) ή μεταγενέστερο

policy-cohort = Κοόρτη
chosen-cohort-of =
    { $grain ->
        [week] η εβδομάδα της πρώτης γραμμής του πελάτη από την έναρξη του ιστορικού
        [month] ο μήνας της πρώτης γραμμής του πελάτη από την έναρξη του ιστορικού
        [quarter] το τρίμηνο της πρώτης γραμμής του πελάτη από την έναρξη του ιστορικού
        [year] το έτος της πρώτης γραμμής του πελάτη από την έναρξη του ιστορικού
       *[wave] το κύμα της πρώτης γραμμής του πελάτη από την έναρξη του ιστορικού
    }

policy-kept = Διατήρηση
chosen-kept-on-period =
    { $grain ->
        [week] με γραμμή στην εβδομάδα που έρχεται { $after } μετά την πρώτη
        [month] με γραμμή στον μήνα που έρχεται { $after } μετά τον πρώτο
        [quarter] με γραμμή στο τρίμηνο που έρχεται { $after } μετά το πρώτο
        [year] με γραμμή στο έτος που έρχεται { $after } μετά το πρώτο
       *[wave] με γραμμή στο κύμα που έρχεται { $after } μετά το πρώτο
    }
chosen-kept-rolling =
    { $grain ->
        [week] με γραμμή στην εβδομάδα που έρχεται { $after } μετά την πρώτη ή αργότερα, έως την ημερομηνία αναφοράς
        [month] με γραμμή στον μήνα που έρχεται { $after } μετά τον πρώτο ή αργότερα, έως την ημερομηνία αναφοράς
        [quarter] με γραμμή στο τρίμηνο που έρχεται { $after } μετά το πρώτο ή αργότερα, έως την ημερομηνία αναφοράς
        [year] με γραμμή στο έτος που έρχεται { $after } μετά το πρώτο ή αργότερα, έως την ημερομηνία αναφοράς
       *[wave] με γραμμή στο κύμα που έρχεται { $after } μετά το πρώτο ή αργότερα, έως την ημερομηνία αναφοράς
    }

policy-rate = Υπολογισμός
chosen-rate-per = ανά { $per } μονάδες της βάσης
chosen-rate-net = καθαρός, χωρίς τα αιτήματα όπου { $condition }
chosen-rate-gross = μικτός, επί όλων των αιτημάτων

policy-renewal = Ανανέωση
chosen-renewed-within = με βάση την ημέρα λήξης· μετράει όποια έγινε έως τότε ή μέσα σε { $grace }, καθώς και κάθε πρόωρη

policy-contract = Σύμβαση
chosen-contract-in-force = με σύμβαση που έχει αρχίσει έως το τέλος της ημέρας και λήγει μετά από αυτή ή ποτέ

policy-snapshot = Στιγμιότυπο
chosen-snapshot-left = πελάτες με γραμμή της περιόδου· αποχώρησαν όσοι έχουν { $condition }

policy-placed-by = Χρονική κατάταξη
chosen-placed-by-first-row = η ημέρα της πρώτης γραμμής ανά { $entity }
chosen-placed-by-first-beginning = η ημέρα της πρώτης γραμμής έναρξης ανά { $entity }

policy-goal = Ολοκλήρωση
chosen-goal-later-row = γραμμή μεταγενέστερης ημέρας, μέσα σε { $within }· όποιος έχει ακόμη χρόνο δεν υπολογίζεται ακόμη
chosen-goal-row = γραμμή που δηλώνει ολοκλήρωση, την ίδια ημέρα ή αργότερα, μέσα σε { $within }· όποιος έχει ακόμη χρόνο δεν υπολογίζεται ακόμη
chosen-goal-later-time = γραμμή μεταγενέστερης στιγμής, μέσα σε { $within }· όποιος έχει ακόμη χρόνο δεν υπολογίζεται ακόμη
chosen-goal-time = γραμμή που δηλώνει ολοκλήρωση, την ίδια στιγμή ή αργότερα, μέσα σε { $within }· όποιος έχει ακόμη χρόνο δεν υπολογίζεται ακόμη

policy-scale = Κλίμακα
chosen-scale-of-answers = { $low } έως { $high }· οι άλλες απαντήσεις εξαιρούνται και καταμετρώνται
chosen-scale-to-ten = { $low } έως 10· οι άλλες απαντήσεις εξαιρούνται και καταμετρώνται· όποια βρίσκεται ανάμεσα σε δύο μετράει ως η χαμηλότερη
chosen-scale-judged = 0 έως { $best }, κατά την κρίση του αξιολογητή

policy-repeat = Επανάληψη
chosen-repeat-of-customer = αίτημα του ίδιου πελάτη μέσα σε { $within }· δεν αποτελεί χωριστό αίτημα
chosen-repeat-of-topic = αίτημα με τον ίδιο πελάτη και το ίδιο «{ $topic }» μέσα σε { $within }· δεν αποτελεί χωριστό αίτημα

policy-balance = Υπόλοιπο
chosen-balance-of-snapshot =
    { $grain ->
        [week] η πιο πρόσφατη εβδομάδα της περιόδου με γραμμές· λογαριασμός χωρίς γραμμή σε αυτή θεωρείται κλειστός
        [month] ο πιο πρόσφατος μήνας της περιόδου με γραμμές· λογαριασμός χωρίς γραμμή σε αυτόν θεωρείται κλειστός
        [quarter] το πιο πρόσφατο τρίμηνο της περιόδου με γραμμές· λογαριασμός χωρίς γραμμή σε αυτό θεωρείται κλειστός
        [year] το πιο πρόσφατο έτος της περιόδου με γραμμές· λογαριασμός χωρίς γραμμή σε αυτό θεωρείται κλειστός
       *[wave] το πιο πρόσφατο κύμα της περιόδου με γραμμές· λογαριασμός χωρίς γραμμή σε αυτό θεωρείται κλειστός
    }
chosen-balance-last-row = η τελευταία γραμμή κάθε λογαριασμού έως το τέλος της περιόδου· από πολλές της ίδιας στιγμής, η μεγαλύτερη

policy-time = Χρόνος
chosen-time-hours = ώρες, όλο το εικοσιτετράωρο
chosen-time-minutes = λεπτά, όλο το εικοσιτετράωρο
chosen-time-seconds = δευτερόλεπτα, όλο το εικοσιτετράωρο
chosen-time-days = ημερολογιακές ημέρες
chosen-time-business-days = εργάσιμες ημέρες μετά την έναρξη, έως και τη λήξη

policy-left-out = Εξαιρούνται
chosen-left-out-unended = περιπτώσεις χωρίς τέλος και περιπτώσεις που τελειώνουν πριν αρχίσουν
chosen-left-out-resolved-early = υποθέσεις που επιλύθηκαν πριν ανοίξουν
chosen-left-out-returned-early = πωλήσεις με επιστροφή πριν από την πώληση

policy-percentile = Εκατοστημόριο
chosen-percentile-type = τύπος 7 (γραμμική παρεμβολή μεταξύ διατεταγμένων παρατηρήσεων)

policy-first-payment = Πρώτη πληρωμή
chosen-paid-now = τώρα, και υπολογίζεται
chosen-paid-before = μόλις έγινε, και δεν υπολογίζεται
chosen-paid-at-end = στο τέλος της πρώτης περιόδου

policy-horizon = Ορίζοντας
chosen-horizon-periods =
    { $periods ->
        [one] πληρωμές έως { $periods } περίοδο από τώρα
       *[other] πληρωμές έως { $periods } περιόδους από τώρα
    }

policy-purchase = Αγορά
chosen-purchase-day =
    { $step ->
        [day] ημέρα στην οποία οι γραμμές του πελάτη έχουν άθροισμα πάνω από 0· χρόνος σε ημέρες από την πρώτη
        [week] ημέρα στην οποία οι γραμμές του πελάτη έχουν άθροισμα πάνω από 0· χρόνος σε εβδομάδες από την πρώτη
       *[month] ημέρα στην οποία οι γραμμές του πελάτη έχουν άθροισμα πάνω από 0· χρόνος σε μήνες από την πρώτη
    }

policy-models = Μοντέλα
chosen-models-fitted = BG/NBD για τις αγορές και Gamma-Gamma για την αξία τους, με τη μέθοδο μέγιστης πιθανοφάνειας στο τέλος της περιόδου, με τουλάχιστον { $fewest } πελάτες που αγόρασαν ξανά

policy-ahead = Διάστημα πρόβλεψης
chosen-ahead-steps =
    { $step ->
        [day]
            { $steps ->
                [one] { $steps } ημέρα, με προεξόφληση { $percent }% ανά ημέρα
               *[other] { $steps } ημέρες, με προεξόφληση { $percent }% ανά ημέρα
            }
        [week]
            { $steps ->
                [one] { $steps } εβδομάδα, με προεξόφληση { $percent }% ανά εβδομάδα
               *[other] { $steps } εβδομάδες, με προεξόφληση { $percent }% ανά εβδομάδα
            }
       *[month]
            { $steps ->
                [one] { $steps } μήνας, με προεξόφληση { $percent }% ανά μήνα
               *[other] { $steps } μήνες, με προεξόφληση { $percent }% ανά μήνα
            }
    }

policy-chance = Τυχαία διακύμανση
chosen-chance-of-models = των παραμέτρων των μοντέλων· οι ίδιοι οι πελάτες διαφέρουν περισσότερο

policy-longer-periods = Μεγαλύτερες περίοδοι
chosen-longer-sum = το άθροισμα των επιμέρους περιόδων
chosen-longer-mean = ο απλός μέσος όρος των επιμέρους περιόδων
chosen-longer-last = η τελευταία από τις επιμέρους περιόδους
chosen-longer-none = καμία: η τιμή ισχύει για την περίοδο της καταχώρισης

policy-rows-of-period = Γραμμές μιας περιόδου
chosen-rows-summed = το άθροισμά τους
chosen-rows-averaged = ο απλός μέσος όρος τους
chosen-rows-weighted = ο σταθμισμένος μέσος όρος τους

policy-new = Νέος πελάτης
chosen-new-after = δεν είχε εμφανιστεί από την έναρξη του ιστορικού, η οποία προηγείται κατά { $after } τουλάχιστον

policy-late = Εκπρόθεσμα
chosen-late-when = δεν παραδόθηκε, ακυρώθηκε από τον προμηθευτή ή παραδόθηκε μετά τη συμφωνημένη ημέρα
chosen-late-by-the-clock = δεν παραδόθηκε, ακυρώθηκε από τον προμηθευτή ή παραδόθηκε μετά τη συμφωνημένη ώρα

policy-grace = Περίοδος χάριτος
chosen-grace-of = έως { $grace }
chosen-grace-none = καμία

policy-refunds = Επιστροφές χρημάτων
chosen-refunded-stay = οι παραγγελίες με πλήρη επιστροφή χρημάτων παραμένουν στο πλήθος

policy-counted = Τι μετράται
chosen-counted-orders = παραγγελίες· πρέπει να τηρηθούν όλες οι γραμμές τους, ισχύει η ημέρα της τελευταίας προθεσμίας
chosen-counted-lines = γραμμές παραγγελίας
chosen-counted-units = παραγγελμένα τεμάχια· όσα ξεπερνούν την παραγγελία δεν υπολογίζονται
chosen-unanswered-below = και οι γραμμές χωρίς τιμή στη στήλη «{ $columns }»: στον παρονομαστή, ποτέ στον αριθμητή

policy-on-time = Έγκαιρη παράδοση
chosen-on-time-from = έως τη συμφωνημένη ημέρα, το πολύ { $early } πριν
chosen-on-time-however-early = έως τη συμφωνημένη ημέρα, όσο νωρίτερα κι αν γίνει

policy-missed = Αστοχίες
chosen-missed-too = και όσα έπρεπε να παραδοθούν και δεν παραδόθηκαν ή ακυρώθηκαν από τον προμηθευτή

policy-in-full = Πλήρης παράδοση
chosen-in-full-or-more = η ποσότητα της παραγγελίας ή μεγαλύτερη
chosen-in-full-within = απόκλιση έως { $percent }% από την ποσότητα της παραγγελίας

policy-profit = Κέρδος
chosen-profit-less = έσοδα μείον { $costs }

policy-customers = Πελάτες
chosen-customers-qualifying = με επιλέξιμη γραμμή στην περίοδο

policy-cost = Κόστος
chosen-cost-of = { $costs }

policy-lapsed = Ανενεργοί
chosen-lapsed-up-to = όχι ενεργοί στην έναρξη, με τελευταία εμφάνιση το πολύ { $up_to } πριν από αυτή
chosen-lapsed-ever = όχι ενεργοί στην έναρξη, με εμφάνιση οποτεδήποτε πριν από αυτή

policy-open-cases = Ανοικτές υποθέσεις
chosen-open-cases-count = υπολογίζονται με τον χρόνο που είναι ανοικτές (Kaplan–Meier)
chosen-open-cases-count-in-mean = υπολογίζονται με τον χρόνο που είναι ανοικτές (Kaplan–Meier)· στον μέσο όρο δεν μετράει χρόνος πέρα από τον μεγαλύτερο που έχει παρατηρηθεί

policy-invitations = Προσκλήσεις
chosen-invited-not-bounced = όσες στάλθηκαν και δεν επέστρεψαν ανεπίδοτες
chosen-invited-all = όσες στάλθηκαν

policy-returns = Επιστροφές
chosen-returns-of-sale = κατά την περίοδο της πώλησης, επιστροφές μέσα σε { $within }
chosen-returns-of-return = κατά την περίοδο της επιστροφής

policy-base = Βάση
chosen-base-qualifying = πελάτες με επιλέξιμη γραμμή στην περίοδο
chosen-base-mean = μέσος όρος του πλήθους στην έναρξη και στο τέλος
chosen-base-last = πελάτες ενεργοί στην τελευταία περίοδο

policy-opening = Έναρξη
chosen-opening-left-out = πελάτες με 0 ή λιγότερο στην έναρξη εξαιρούνται και καταμετρώνται

policy-netting = Συμψηφισμός
chosen-netted-by-customer = ανά πελάτη· ό,τι είναι 0 ή λιγότερο στην έναρξη μετράει ως 0
chosen-netted-by-columns = ανά πελάτη και { $columns }· ό,τι είναι 0 ή λιγότερο στην έναρξη μετράει ως 0

policy-labels = Ετικέτες
chosen-labels-open = { $positive }: θετικό, { $negative }: αρνητικό, κάθε άλλη: ουδέτερο, καμία: χωρίς αξιολόγηση
chosen-labels-closed = { $positive }: θετικό, { $negative }: αρνητικό, { $neutral }: ουδέτερο, κάθε άλλη ή καμία: χωρίς αξιολόγηση

policy-language = Γλώσσα
chosen-language-of = { $language }
chosen-language-by-column = κατά τη στήλη «{ $column }»

policy-lexicon = Λεξικό
chosen-lexicon-own = «{ $id }» του έργου για { $language }, για τα υπόλοιπα το ενσωματωμένο
chosen-lexicon-shipped = ενσωματωμένο

policy-cut-points = Όρια κατάταξης
chosen-cut-points-at = βαθμολογία 0,05 και πάνω: θετικό, −0,05 και κάτω: αρνητικό· κενά κείμενα και άλλες γλώσσες: χωρίς αξιολόγηση

policy-unscored = Χωρίς αξιολόγηση
chosen-unscored-beside = καταμετρώνται χωριστά, ποτέ ως ουδέτερα

policy-correction = Διόρθωση
chosen-corrected-by = ευαισθησία { $sensitivity }, ειδικότητα { $specificity }, με περιορισμό μεταξύ 0 και 1

policy-in-time = Εγκαίρως
chosen-in-time-within = απάντηση μέσα σε { $within }

policy-abandoned-calls = Εγκατάλειψη κλήσεων
chosen-abandoned-excluded = εντός του χρόνου αφαιρούνται από το πλήθος, αργότερα είναι αστοχίες
chosen-abandoned-missed = όλες είναι αστοχίες
chosen-abandoned-met = εντός του χρόνου είναι επιτυχίες, αργότερα είναι αστοχίες

policy-segments = Κατηγορίες
chosen-segments-of-measure = του δείκτη «{ $measure }» κατά { $by }· ό,τι δεν δηλώθηκε δεν αποτελεί κατηγορία

policy-weights = Βάρη
chosen-weighted-by = { $column }· απάντηση χωρίς βάρος μετράει ως 1· διαστήματα με το ενεργό δείγμα του Kish

policy-population = Πληθυσμός
chosen-population-asked = ρωτήθηκαν { $size }· το διάστημα του συνόλου στενεύει κατά √((N − n) ÷ (N − 1))

policy-answers = Απαντήσεις
chosen-answers-last-of = η τελευταία ανά { $whose } εντός της περιόδου· όσες δεν έχουν { $whose } δεν υπολογίζονται

policy-last-year = Σύγκριση με πέρυσι
chosen-last-year-per-day = ανά ημέρα, όπου η περσινή περίοδος είχε μία εβδομάδα περισσότερη ή λιγότερη

policy-states = Στιγμιαία μεγέθη
chosen-states-at-end =
    { $grain ->
        [week] στο τέλος κάθε εβδομάδας
        [month] στο τέλος κάθε μήνα
        [quarter] στο τέλος κάθε τριμήνου
        [year] στο τέλος κάθε έτους
       *[wave] στο τέλος κάθε κύματος
    }

policy-company-wide = Σύνολο εταιρείας
chosen-company-wide-rows = { $entity }: γραμμές όλων των μονάδων, εμφανίζονται σε καθεμία

# Languages of texts, within a sentence.
language-english = αγγλικά
language-spanish = ισπανικά
language-greek = ελληνικά
language-polish = πολωνικά

## Βιβλίο εργασίας: ονόματα φύλλων και τι περιέχει το καθένα

book-sheet-cover = Εξώφυλλο
book-sheet-control = Παράμετροι
book-sheet-control-note = Επιλογή περιόδου, βάσης, σύγκρισης, ορίου ουσιώδους απόκλισης και κλίμακας: ακολουθούν τα φύλλα αποτελεσμάτων
book-sheet-scorecard = Κάρτα επιδόσεων
book-sheet-scorecard-note = Η κάρτα επιδόσεων σε μία σελίδα, για την περίοδο και τη βάση που ορίζουν οι Παράμετροι
book-sheet-bridge = Ανάλυση απόκλισης
book-sheet-bridge-note = Τι μετέβαλε τη βαθμολογία από την προηγούμενη περίοδο και πόσο συνέβαλε κάθε κατηγορία στη μεταβολή του δείκτη της
book-sheet-segments = Κατηγορίες
book-sheet-segments-note = Όλοι οι πίνακες κατηγοριών σε έναν· όσες αθροίζονται σε σύνολο συμφωνούνται με τα Πραγματικά
book-sheet-trend = Τάση
book-sheet-trend-note = Γράφημα του δείκτη που επιλέγετε, με όρια, πλάνο και πρόβλεψη, και ένα μικρό για κάθε δείκτη
book-sheet-facts = Πραγματικά
book-sheet-facts-note = Τι έδωσε η καταμέτρηση ή η άθροιση των γραμμών, κάθε μέγεθος μία φορά, με τις ημέρες του (πίνακας tFacts)
book-sheet-plan = Πλάνο
book-sheet-plan-note = Οι αριθμοί από τους οποίους προκύπτουν οι στόχοι (πίνακας tPlan)
book-sheet-targets = Στόχοι
book-sheet-targets-note = Τι προκύπτει από το πλάνο σε κάθε περίοδο, με ενεργούς τύπους, και αν η περίοδος κρίνεται
book-sheet-policy = Κανόνες
book-sheet-policy-note = Βάρη, όρια, βαθμολόγηση, μέγιστα, περιθώρια και ποσοστά
book-sheet-series = Χρονοσειρές
book-sheet-series-note = Κάθε δείκτης σε κάθε περίοδο, από τα πραγματικά και το πλάνο έως τη βαθμολογία και την κατάσταση
book-sheet-calc = Υπολογισμός
book-sheet-calc-note = Η επιλεγμένη περίοδος, από κάθε δείκτη έως τους στρατηγικούς στόχους, τις προοπτικές και το σύνολο
book-sheet-reconciliation = Συμφωνία στοιχείων
book-sheet-reconciliation-note = Τι έγιναν οι γραμμές κάθε πηγής, από όσες διαβάστηκαν έως όσες χρησιμοποιήθηκαν
book-sheet-checks = Έλεγχοι
book-sheet-checks-note = Τα μεγέθη της μηχανής υπολογισμού έναντι όσων δίνουν οι τύποι, κελί προς κελί
book-sheet-edits = Αλλαγές
book-sheet-edits-note = Κάθε κελί που επιτρέπεται να αλλάξει, όπως ήταν και όπως είναι
book-sheet-data = Δεδομένα
book-sheet-data-note = Όλα τα μεγέθη σε ενιαίο πίνακα, για συγκεντρωτικούς πίνακες (πίνακας tResults)
book-sheet-log = Αρχείο καταγραφής
book-sheet-log-note = Εκτέλεση, εκδόσεις, τιμές κατακερματισμού και τι εξαιρέθηκε
book-sheet-lists = Λίστες
book-sheet-lists-note = Λέξεις για τους αριθμούς που περιέχουν οι τύποι

## Βιβλίο εργασίας: εξώφυλλο

book-entity = Μονάδα
book-as-of = Ημερομηνία αναφοράς
book-run = Κωδικός εκτέλεσης
book-currency = Νόμισμα
book-message = Μήνυμα
book-integrity = Ακεραιότητα
book-edits = Αλλαγές
book-sheets = Φύλλα
book-signs = Σύμβολα
book-sign-input = Κελί εισαγωγής: επιτρέπεται να αλλάξει
book-sign-formula = Τύπος
book-sign-link = Από άλλο κελί, αμετάβλητο
book-sign-engine = Από τη μηχανή υπολογισμού
book-sign-status = Εντός στόχου, υπό παρακολούθηση, εκτός στόχου, χωρίς στοιχεία: σχήμα, λέξη και χρώμα λένε το ίδιο
book-sign-material = Ουσιώδης: η απόκλιση φτάνει το όριο που ορίζουν οι Παράμετροι
book-sign-absent = Κενό κελί σημαίνει ότι δεν υπάρχει τιμή: χωρίς στοιχεία, με ανεπαρκή δεδομένα ή χωρίς στόχο. Δεν είναι ποτέ 0 και δεν μετρά σε κανέναν μέσο όρο

## Βιβλίο εργασίας: παράμετροι

book-choice = Παράμετρος
book-chosen = Επιλογή
book-number = Αριθμός
book-meaning = Σημασία
book-period = Περίοδος
book-period-note = Η περίοδος στην Κάρτα επιδόσεων και στον Υπολογισμό· δείκτης με μεγαλύτερες περιόδους δείχνει την τελευταία που έχει λήξει έως τότε
book-basis = Βάση
book-basis-note = Σε ποιες ημέρες αναφέρονται τα μεγέθη· οι βαθμολογίες μένουν όπως τις καθορίζει ο ορισμός
book-basis-period = Περίοδος
book-basis-year = Σωρευτικά
book-basis-rolling = Κυλιόμενα
book-comparison = Σύγκριση
book-comparison-note = Με τι συγκρίνονται τα μεγέθη
book-comparison-plan = Πλάνο
book-comparison-year-before = Προηγούμενο έτος
book-scale = Κλίμακα
book-scale-note = Πώς εμφανίζονται τα ποσά στην Κάρτα επιδόσεων
book-scale-one = μονάδες
book-scale-thousand = χιλιάδες
book-scale-million = εκατομμύρια
book-factor = Συντελεστής
book-rolling = Περίοδοι κυλιόμενης βάσης
book-rolling-note = Πόσες περίοδοι αθροίζονται, για δείκτες με πραγματικά που αθροίζονται
book-material-share = Ουσιώδης από, ως % του πλάνου
book-material-share-note = Ποσοστό του πλάνου από το οποίο και πάνω επισημαίνεται η απόκλιση ενός ποσού
book-material-points = Ουσιώδης από, σε μονάδες
book-material-points-note = Το 0,01 είναι μία ποσοστιαία μονάδα: από εκεί και πάνω επισημαίνεται η απόκλιση ενός ποσοστού
book-slack = Περιθώριο συγκρίσεων
book-slack-note = Ποσοστό ενός ορίου που παραβλέπεται, για τα τελευταία ψηφία της δυαδικής αριθμητικής
book-tolerance-relative = Ανοχή ελέγχων, σχετική
book-tolerance-relative-note = Ποσοστό ενός μεγέθους εντός του οποίου μηχανή και τύπος συμφωνούν
book-tolerance-absolute = Ανοχή ελέγχων, απόλυτη
book-tolerance-absolute-note = Το ίδιο για μεγέθη κοντά στο 0
book-chosen-period = Τέλος επιλεγμένης περιόδου
book-is-reported = Είναι η περίοδος της αναφοράς
book-not-possible = Δεν επιτρέπεται εδώ
book-one-of-the-list = Επιλέξτε τιμή από τη λίστα.
book-between = Δώστε αριθμό εντός του εύρους.
book-share-rule = Δώστε ποσοστό από 0% έως 100%.
book-relative-weight = Δώστε σχετικό βάρος, 0 ή μεγαλύτερο.
book-tolerance-rule = Δώστε εύρος 0 ή μεγαλύτερο· ως ποσοστό του στόχου, έως 100%.
book-rate-rule = Εισαγάγετε ένα δυνατό ποσοστό, όπως 95% ή 0,95.
book-number-rule = Εισαγάγετε έναν δυνατό αριθμό ή αφήστε το κελί κενό.
book-sample-rule = Εισαγάγετε ακέραιο αριθμό, 0 ή μεγαλύτερο.
book-edges-rule = Το όριο επίτευξης δεν μπορεί να είναι κάτω από το όριο παρακολούθησης.
book-floor-rule = Εισαγάγετε κατώτατο όριο όχι πάνω από το όριο παρακολούθησης.
book-cap-rule = Εισαγάγετε ανώτατο όριο 100 ή μεγαλύτερο.

## Βιβλίο εργασίας: λίστες

book-status = Κατάσταση
book-status-on-target = Εντός στόχου
book-status-watch = Υπό παρακολούθηση
book-status-off-target = Εκτός στόχου
book-status-no-data = Χωρίς στοιχεία
book-status-insufficient-data = Ανεπαρκή δεδομένα
book-status-provisional = Προσωρινά στοιχεία
book-symbol = Σύμβολο
book-better = Καλύτερο
book-better-higher = υψηλότερο
book-better-lower = χαμηλότερο
book-scoring = Βαθμολόγηση
book-scoring-distance = απόσταση
book-scoring-attainment = επίτευξη
book-scoring-inverse = αντίστροφη επίτευξη
book-scoring-met = επιτεύχθηκε ή όχι
book-scoring-band = εύρος
book-scoring-goal = επιδ. τιμή, κόκκινο όριο
book-scoring-formula = ειδικός τύπος
book-judged-by = Κρίνεται με
book-judged-edges = όρια βαθμολογίας
book-judged-tolerance = ανοχή
book-judged-share = ποσοστό του στόχου
book-judged-goal = επιδ. τιμή, κόκκινο όριο
book-missing = Μέλη που λείπουν
book-missing-renormalise = τα άλλα μοιράζονται το βάρος
book-missing-penalise = μετρούν με ποινή
book-status-from = Κατάσταση από
book-from-score = βαθμολογία
book-from-worst = χειρότερο μέλος
book-from-capped = βαθμολογία, με περιορισμό αν μέλος είναι εκτός στόχου
book-favour = Επίδραση
book-favour-adverse = δυσμενής
book-favour-none = ουδέτερη
book-favour-good = ευνοϊκή
book-favour-same = καμία διαφορά
book-lamp = Ακεραιότητα
book-lamp-agrees = ● Συμφωνεί με τη μηχανή υπολογισμού
book-lamp-differs = ▼ Διαφέρει από τη μηχανή υπολογισμού: βλ. Έλεγχοι
book-lamp-edits = ◆ Διαφέρει από την αναφορά, λόγω αλλαγών

## Βιβλίο εργασίας: επικεφαλίδες

book-key = Κλειδί
book-fact = Μέγεθος
book-title = Τίτλος
book-source = Πηγή
book-grain = Συχνότητα
book-for-period-to = Περίοδος έως
book-first-day = Πρώτη ημέρα
book-last-day = Τελευταία ημέρα
book-value = Τιμή
book-counted = Υπολογίζεται
book-original = Αρχική τιμή
book-original-labels = Αρχικές ετικέτες
book-edited = Άλλαξε
book-id = Κωδικός
book-in = Ανήκει σε
book-unit = Μον. μέτρησης
book-measure = Δείκτης
book-measures = Δείκτες
book-objective = Στρατηγικός στόχος
book-parents = Κάρτα επιδόσεων, προοπτικές και στρατηγικοί στόχοι
book-rollup = Συνάθροιση
book-setting = Ρύθμιση
book-penalty = Βαθμολογία μέλους που λείπει
book-least-coverage = Ελάχιστη κάλυψη
book-weight = Βάρος
book-on-target-from = Εντός στόχου από
book-watch-from = Υπό παρακολ. από
book-sound = Έγκυρη
book-tolerance = Ανοχή
book-smallest-sample = Ελάχιστο δείγμα
book-floor = Ελάχ. βαθμ.
book-cap = Μέγ. βαθμ.
book-constants = Περιθώρια, ποσοστά και συντελεστές των τύπων
book-plan-item = Στοιχείο
book-point-constant = Στόχος
book-point-dated = Στόχος με ημερομηνία
book-point-period = Στόχος της περιόδου
book-point-baseline = Τιμή βάσης
book-point-share = Μερίδιο του έτους
book-point-weight = Παρονομαστής πλάνου
book-point-relative = Μεταβολή έναντι πέρυσι
book-point-points = Μονάδες έναντι πέρυσι
book-point-last-year = Περσινή τιμή
book-point-band-low = Εύρος από
book-point-band-high = Εύρος έως
book-point-zero-low = Βαθμολογία 0 έως και
book-point-zero-high = Βαθμολογία 0 από
book-point-goal = Επιδιωκόμενη τιμή
book-point-red-flag = Κόκκινο όριο
book-point-to-date = Στόχος σωρευτικά
book-judged = Κρίνεται
book-scored = Με βαθμολ.
book-reason = Αιτία
book-from-point = Από
book-to-point = Έως
book-way = Διαδρομή
book-share = Μερίδιο
book-target = Στόχος
book-goal-from-point = Τέλος έτους, από
book-goal-to-point = Τέλος έτους, έως
book-goal-way = Τέλος έτους, διαδρομή
book-goal-share = Τέλος έτους, μερίδιο
book-goal = Τελευταίος στόχος έτους
book-start-point = Αφετηρία
book-weight-point = Παρονομαστής

## Βιβλίο εργασίας: γραμμές στις Χρονοσειρές

book-row-place = Θέση στους Στόχους
book-row-step = Βήμα
book-sample = Δείγμα
book-row-shown = Τιμή, μόνο αν επαρκεί το δείγμα
book-row-year-to-date = Σωρευτικά από την αρχή του έτους
book-row-year-sample = Δείγμα, σωρευτικά
book-row-rolling = Κυλιόμενα
book-row-rolling-sample = Δείγμα, κυλιόμενα
book-row-rolling-target = Στόχος, κυλιόμενα
book-row-rolling-year-before = Προηγ. έτος, κυλιόμενα
book-row-rolling-weights = Βάρη, κυλιόμενα
book-row-rolling-products = Στόχος × βάρος, κυλιόμενα
book-row-year-before-day = Ίδια περίοδος πέρυσι, έως
book-year-before = Προηγ. έτος
book-row-year = Χρήση από
book-row-number = Αριθμός περιόδου στο έτος
book-row-position = Θέση
book-row-year-whole = Υπάρχουν όλες οι περίοδοι του έτους ως τώρα
book-row-rolling-from = Κυλιόμενα, μετά τη θέση
book-row-rolling-whole = Υπάρχουν όλες οι περίοδοι του διαστήματος
book-row-target-to-date = Στόχος σωρευτικά
book-row-weight = Βάρος του στόχου
book-row-weighted = Στόχος × βάρος
book-row-weights = Βάρη σωρευτικά
book-row-products = Στόχος × βάρος σωρευτικά
book-row-scorable = Μπορεί να βαθμολογηθεί
book-row-by-edges = Κατάσταση κατά τα όρια
book-row-enough = Το δείγμα επαρκεί
book-row-shortfall = Υστέρηση
book-row-width = Εύρος υπό παρακολούθηση
book-row-raw = Βαθμολογία, χωρίς περιορισμό
book-row-span = Διαδρομή από τιμή βάσης έως τελευταίο στόχο
book-row-by-distance = Κατά απόσταση
book-row-ratio = Ποσοστό του στόχου
book-row-below = Βαθμολογία κατά το κάτω όριο
book-row-above = Βαθμολογία κατά το άνω όριο
book-row-goal-reached = Η επιδιωκόμενη τιμή επιτεύχθηκε
book-row-red-flag-held = Το κόκκινο όριο τηρείται
book-row-by-attainment = Κατά επίτευξη
book-row-by-met = Κατά το αν επιτεύχθηκε
book-row-otherwise = Επίτευξη, αλλιώς αν επιτεύχθηκε
book-row-nearest = Πλησιέστερο όριο του εύρους
book-row-outside = Εκτός εύρους κατά
book-row-by-goal = Κατάσταση κατά επιδ. τιμή, κόκκινο όριο
book-row-by-width = Κατάσταση κατά την ανοχή
book-row-absence = Γιατί δεν υπάρχει τιμή, με αριθμό
book-row-untold = Στη θέση της κατάστασης
book-row-told = Κατάσταση ή λόγος, με αριθμό
book-row-word = Κατάσταση ή λόγος
book-score = Βαθμολογία

## Βιβλίο εργασίας: Υπολογισμός και Κάρτα επιδόσεων

book-row-version = Έκδοση του πλάνου
book-row-version-to-date = Έκδοση του πλάνου, από την αρχή του έτους
book-row-policy = Γραμμή Κανόνων
book-column = Στήλη
book-actual = Πραγμ.
book-compared = Πλάνο
book-difference = Απόκλ.
book-relative = Απόκλ. %
book-material = Ουσιώδης
book-weight-scored = Βάρος με βαθμολ.
book-points = Βάρος × βαθμ.
book-effective = Ενεργό βάρος
book-rank-counted = Κατάσταση που μετρά
book-formula = Τύπος
book-weight-below = Βάρος μελών
book-weight-below-scored = … με βαθμολ.
book-points-below = Βάρος × βαθμ. μελών
book-coverage = Κάλυψη
book-mean = Μέση βαθμολ.
book-covered = Επαρκής κάλυψη
book-by-score = Κατάσταση κατά βαθμ.
book-children-off = Μέλη εκτός στόχου
book-children-watch = Μέλη υπό παρακολ.
book-worst = Χειρότερη κατάσταση
book-by-policy = Κατάσταση κατά κανόνα
book-year-end = Εκτίμηση κλεισίματος
book-owner = Υπεύθυνος
book-remark = Παρατήρηση
book-in-place-of-status = Στη θέση της κατάστασης
book-year-before-to-date = Προηγούμενο έτος από την αρχή του
book-year-before-shown = Προηγούμενο έτος κατά τη βάση
book-pp = ποσ. μον.

## Βιβλίο εργασίας: τα άλλα φύλλα

book-drawn = Στοιχεία των γραφημάτων
book-small-charts = Όλοι οι δείκτες
book-choose-measure = Επιλέξτε δείκτη για το γράφημα ▸
book-limit-upper = Άνω όριο
book-centre = Κεντρική γραμμή
book-limit-lower = Κάτω όριο
book-outlook = Πρόβλεψη
book-chart-alt = Γράφημα γραμμών του επιλεγμένου δείκτη: πραγματικά, στόχος, όρια συνήθους διακύμανσης και πρόβλεψη· τα μεγέθη βρίσκονται στις γραμμές από πάνω
book-table = Πίνακας
book-segment = Κατηγορία
book-before = Προηγ. περίοδος
book-change = Μεταβολή
book-interval-low = Διάστημα από
book-interval-high = Διάστημα έως
book-cohort-kept = Πελάτες που διατηρήθηκαν, ανά ηλικία
book-cohort-share = Ποσοστό διατήρησης, ανά ηλικία
book-cohort-size = Πελάτες
book-cohort-mean = Όλες οι κοόρτες μαζί
book-triangles-off = Μέσοι όροι που διαφέρουν από τη μηχανή
book-subtotals = Κατηγορίες που αθροίζονται
book-sum = Άθροισμα
book-total = Σύνολο
book-rows-read = Διαβάστηκαν
book-rows-repeated = Διπλότυπες
book-rows-rejected = Απορρίφθηκαν
book-rows-filtered = Εκτός φίλτρου
book-rows-after = Μετά την ημ. αναφοράς
book-rows-left = Απομένουν
book-rows-used = Χρησιμοποιήθηκαν
book-rows-unmatched = Χωρίς αντιστοίχιση
book-rows-without-customer = Χωρίς πελάτη
book-source-amount = Ποσό ανά πηγή
book-reach = Από τις χρησιμοποιημένες γραμμές στα μεγέθη
book-rows-undated = Χωρίς τη σχετική ημερομηνία
book-rows-left-out = Εκτός λόγω συνθήκης
book-rows-outside = Άλλες περίοδοι
book-rows-in-figure = Στο μέγεθος
book-figure-less-fact = Μέγεθος μείον στοιχείο
book-control = Έλεγχος
book-controls = Σύνολα έναντι του λογιστικού βιβλίου
book-ledger = Λογιστικό βιβλίο
book-allowed = Επιτρεπτή διαφορά
book-finding = Διαπίστωση
book-control-agrees = συμφωνεί
book-control-differs = διαφέρει
book-control-waits = διαφέρει, εν αναμονή κλεισίματος
book-control-unknown = λείπει το ένα
book-verdict = Διάστημα και στόχος
book-verdict-met = επιτυχία
book-verdict-missed = αστοχία
book-verdict-uncertain = αβέβαιο
book-days-week = εβδομάδα
book-days-month = μήνας
book-days-quarter = τρίμηνο
book-days-year = έτος
book-days-wave = κύμα
book-days-to-date = από την αρχή του έτους
book-days-year-before = ένα έτος πριν
book-days-year-before-to-date = ένα έτος πριν, από την αρχή του
book-what = Τι
book-text = Κείμενο
book-input = Κελί εισαγωγής
book-cell = Κελί
book-filled-cells = κελιά με περιεχόμενο
book-size-of-all = Άθροισμα μεγεθών
book-now = Τώρα
book-differences = Διαφορές
book-figure = Μέγεθος
book-engine = Μηχανή
book-check-series = Δείκτες σε κάθε περίοδο: μηχανή έναντι τύπων
book-check-rollup = Συνάθροιση της περιόδου αναφοράς: μηχανή έναντι τύπων
book-check-sums = Αθροίσματα όσων έδωσε η μηχανή
book-check-ties = Κατηγορίες και αναλύσεις έναντι συνόλων, Δεδομένα έναντι Χρονοσειρών
book-check-rows = Γραμμές πηγών που δεν δικαιολογούνται
book-check-shares = Τα ενεργά βάρη έχουν άθροισμα 100%
book-check-all = Όλες οι διαφορές
book-check-edits = Κελιά που άλλαξαν μετά την αναφορά
book-check-sound = Μη έγκυρες γραμμές στους Κανόνες
book-check-note = Τα γκρι μεγέθη είναι της μηχανής υπολογισμού. Μετά από αλλαγή σε κελί εισαγωγής οι συγκρίσεις διαφέρουν εκ κατασκευής: δείχνουν πόσο έχει απομακρυνθεί το βιβλίο εργασίας από την αναφορά.
book-of = Αφορά
book-log-program = Πρόγραμμα
book-log-definition = Ορισμός, SHA-256
book-log-notes = Σημειώσεις, SHA-256
book-log-input = Αρχείο εισόδου, SHA-256
book-log-unreadable = Μη αναγνώσιμο
book-bridge-of-score = Βαθμολογία: από την προηγούμενη περίοδο σε αυτή, σε μονάδες
book-bridge-of-segments = Μεταβολή από την προηγούμενη περίοδο, ανά κατηγορία
book-variances = Πραγματικά έναντι πλάνου και προηγούμενου έτους, ανά κατηγορία
book-variances-note = Για την περίοδο αναφοράς: τα ποσά με ποσότητες αναλύονται σε τιμή, όγκο και μείγμα, οι λόγοι σε ποσοστό και μείγμα. Τα μέρη και το υπόλοιπο έχουν άθροισμα τη διαφορά· το πλάνο αναλύεται όπου κάθε κατηγορία έχει δικό της.
book-against = Έναντι
book-amount-before = Ποσό, βάση
book-quantity-before = Ποσότητα, βάση
book-amount-now = Ποσό, πραγμ.
book-quantity-now = Ποσότητα, πραγμ.
book-numerator-before = Αριθμητής, βάση
book-denominator-before = Παρονομαστής, βάση
book-numerator-now = Αριθμητής, πραγμ.
book-denominator-now = Παρονομαστής, πραγμ.
book-mean-price = Μέση τιμή
book-mean-ratio = Μέσος λόγος
book-effect-of-price = Επίδραση τιμής
book-effect-of-volume = Επίδραση όγκου
book-variance-rest = Βάση: άθροισμα κατηγοριών μείον σύνολο
book-bridge-ties = Επιμέρους επιδράσεις έναντι μεταβολής
book-no-bridge = Καμία βαθμολογία και κανένας πίνακας κατηγοριών δεν έχει προηγούμενη περίοδο.
book-effect-of-score = Επίδραση βαθμολογίας
book-effect-of-weight = Επίδραση βάρους
book-effect-of-rate = Επίδραση ποσοστού
book-effect-of-mix = Επίδραση μείγματος
book-together = Συνολικά
book-score-before = Βαθμολογία προηγούμενης περιόδου
book-score-after = Βαθμολογία της περιόδου αναφοράς
book-score-on-calc = Η ίδια στον Υπολογισμό
book-blank = { "" }

## Κατάλογοι περιπτώσεων

cases-heading = Περιπτώσεις: { $of }{ $parted ->
        [yes] {""} – χωρίς: { $without }
       *[no] {""}
    }
cases-all =
    { $cases ->
        [one] { $cases } περίπτωση.
       *[other] { $cases } περιπτώσεις, πρώτα οι πιο πρόσφατες.
    }
cases-newest = Οι { $listed } πιο πρόσφατες από { $cases } περιπτώσεις· { $left } δεν εμφανίζονται.
cases-amount = Συνολικά { $amount }.
cases-none = Καμία περίπτωση στην περίοδο.
cases-withheld = Οι μεμονωμένες περιπτώσεις δεν εμφανίζονται: σε αυτή την κάρτα επιδόσεων αποκρύπτονται οι μικρές ομάδες.

book-sheet-detail = Αναλυτικά
book-sheet-detail-note = Οι γραμμές πίσω από τα μεγέθη, πρώτα οι πιο πρόσφατες, σε συμφωνία με τα Πραγματικά
book-cases = Περιπτώσεις
book-cases-listed = Εμφανίζονται
book-cases-left = Δεν εμφανίζονται
book-cases-together = Σύνολο
book-cases-amount = Ποσό
book-cases-amount-together = Συνολικό ποσό
book-cases-row = Γραμμή

## Σε σχέση με προηγούμενη εκτέλεση

against-heading = Σε σχέση με προηγούμενη εκτέλεση
against-changed =
    { $figures ->
        [one] { $figures } μέγεθος διαφέρει σε σχέση με την εκτέλεση { $run }, με στοιχεία έως { $date }.
       *[other] { $figures } μεγέθη διαφέρουν σε σχέση με την εκτέλεση { $run }, με στοιχεία έως { $date }.
    }{ $caused ->
        [yes] {" "}Διαφορές μεταξύ των δύο εκτελέσεων: { $causes }.
       *[no] {""}
    }
against-same = Κανένα μέγεθος δεν διαφέρει σε σχέση με την εκτέλεση { $run }, με στοιχεία έως { $date }.
against-periods = { $first } έως { $last }
against-more =
    { $figures ->
        [one] { $figures } ακόμη βρίσκεται στο βιβλίο εργασίας.
       *[other] { $figures } ακόμη βρίσκονται στο βιβλίο εργασίας.
    }
against-cause = Αιτία
against-figure = Μέγεθος
against-value = Πραγματικά
against-target = Πλάνο
against-score = Βαθμολογία
against-to-date = Από την αρχή του έτους
against-unknown = άγνωστη
against-cause-data = δεδομένα
against-cause-definition = ορισμός
against-cause-notes = σημειώσεις
against-cause-program = πρόγραμμα

book-sheet-changes = Διορθώσεις
book-sheet-changes-note = Τι έλεγε διαφορετικά μια προηγούμενη εκτέλεση: μέγεθος, πριν, τώρα και αιτία
book-earlier = Πριν
book-cause = Αιτία

## Σύγκριση μονάδων

side-title = { $title }: όλες οι μονάδες
side-sentence =
    { $entities ->
        [one] { $entities } μονάδα
       *[other] { $entities } μονάδες
    }: { $on } εντός στόχου, { $watch } υπό παρακολούθηση, { $off } εκτός στόχου, { $without } χωρίς βαθμολογία.
side-rank = Θέση
side-entity = Μονάδα
side-summary = Μονάδες με θέση, βαθμολογία και μεγέθη, πρώτα οι καλύτερες
side-ranks = Η κουκκίδα είναι η βαθμολογία, η κάθετη γραμμή η βαθμολογία του συνόλου. Δίπλα σε κάθε μέγεθος βρίσκεται η θέση του στην κατάταξη· μονάδες που δεν ξεχωρίζουν μεταξύ τους λόγω της τυχαίας διακύμανσης έχουν κοινό εύρος θέσεων.
side-few = Δεν περιλαμβάνονται, λόγω πολύ λίγων γραμμών στην περίοδο: { $entities }.
