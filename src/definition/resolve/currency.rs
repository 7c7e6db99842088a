//! Currencies by their ISO 4217 codes.

use crate::measure::Text;
use crate::problem::{Problem, causes, near};

/// Active codes of ISO 4217, funds and metals left out.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB \
RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU \
UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Whether this is the code of a currency.
pub(super) fn is_code(text: &str) -> bool {
    codes().any(|code| code == text)
}

/// The code, or the problem that it is none.
pub(super) fn code(text: &Text) -> Result<String, Problem> {
    if is_code(&text.value) {
        return Ok(text.value.clone());
    }
    let problem = Problem::new(UnknownCurrency { text: text.to_string() }).at(text.span);
    Err(problem.did_you_mean(near(&text.value, codes())))
}

fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split_whitespace()
}

causes! {
    /// A text that is no ISO code of a currency.
    UnknownCurrency { text: String } => UnknownCurrency,
        "no currency `{text}`",
        "write an ISO code such as `EUR`";
}
