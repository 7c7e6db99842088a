//! What can be wrong with a share of moods.

use crate::problem::causes;

causes! {
    /// A share of moods that does not say where they come from.
    WithoutText => KindNeedsKeys,
        "`sentiment` needs `label` or `text`",
        "name the column of labels, `label: sentiment`, or of texts, `text: comment` with `language: en`";

    /// A label that is no text.
    LabelOfOther { label: String, what: String } => TypeMismatch,
        "`{label}` is {what}, no label",
        "label it by `case`: `case when score >= 0.05 then 'positive' when score <= -0.05 then 'negative' else 'neutral' end`";

    /// A label in both lists.
    LabelTwice { label: String } => TwoForms,
        "label `{label}` is both positive and negative",
        "keep it in one of the lists";

    /// A lexicon that the project does not have.
    UnknownLexicon { lexicon: String } => UnknownId,
        "no lexicon `{lexicon}`",
        "define it under `lexicons` in `mando.yaml`, or take `lexicon` out for the shipped one";

    /// Texts in a language that is not said.
    TextWithoutLanguage => KindNeedsKeys,
        "`sentiment` of a `text` needs `language`",
        "add `language: en`, or the column that holds the language";

    /// A language that has no lexicon.
    UnknownLanguage { text: String, known: String } => UnknownLanguage,
        "no language `{text}`",
        "one of {known}, or a column that holds them";

    /// A lexicon of another language than the text.
    LexiconOfOther { lexicon: String, own: String, language: String, code: String } => UnknownLanguage,
        "lexicon `{lexicon}` is {own}, the text {language}",
        "write `language: {code}`, or take `lexicon` out";

    /// One of the two errors of a classifier.
    ErrorAlone { present: String, missing: String } => KindNeedsKeys,
        "`{present}` needs `{missing}`",
        "a share is corrected for both kinds of error";

    /// A classifier that knows no more than chance.
    ClassifierNoBetter => WrongType,
        "`sensitivity` and `specificity` add to 100 % or less: no better than chance",
        "such a classifier's share cannot be corrected: take both out";

    /// A text that is no share.
    NoShare { text: String } => BareRate,
        "`{text}` is no share from 0 to 100 %",
        "write `85%`, or `0.85`";
}
