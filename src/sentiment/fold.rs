/// A text in lower case without accents: `Świetnie` and `swietnie`, `ΚΑΛΌ` and `καλο` become the same.
///
/// Writers leave accents out; a lexicon that insists on them misses their words.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// A letter in lower case without its marks; `None` for a mark that stands alone.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        '\u{300}'..='\u{36f}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' | '\u{1f71}' => 'α',
        'έ' | '\u{1f73}' => 'ε',
        'ή' | '\u{1f75}' => 'η',
        'ί' | 'ϊ' | 'ΐ' | '\u{1f77}' => 'ι',
        'ό' | '\u{1f79}' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' | '\u{1f7b}' => 'υ',
        'ώ' | '\u{1f7d}' => 'ω',
        'ς' => 'σ',
        '’' | '‘' | 'ʼ' => '\'',
        other => other,
    })
}
