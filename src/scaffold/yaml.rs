//! The draft as a person reads it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::calendar::Grain;
use crate::profile::yaml_text;

use super::candidate::OBJECTIVES;
use super::{Draft, Target};

/// The scorecard of a draft, with the targets that are known by the measures' ids.
pub fn yaml(draft: &Draft, targets: &BTreeMap<String, Target>) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        "# A first scorecard, drafted from what stands in the files:\n#   {}\n\
         # Names, kinds and targets are guesses: go through it line by line. `mando check` says what is wrong,\n\
         # `mando run` writes the reports, `mando explain MEASURE` says how a figure comes about.\n\
         scorecard: {}\n\
         title: {}\n\
         entity: Our company           # whom it is about\n",
        draft.asked,
        draft.id,
        yaml_text(&draft.title)
    );
    if let Some(currency) = &draft.currency {
        let _ = writeln!(out, "currency: {currency}");
    }
    let timing = &draft.timing;
    if timing.grain != Grain::Month {
        let _ = writeln!(out, "{:<29} # {}", format!("grain: {}", timing.grain), timing.grain_why);
    }
    let _ = writeln!(out, "{:<29} # {}", format!("as_of: {}", timing.as_of), timing.as_of_why);
    out.push_str("\nsources:\n");
    for (_, source) in &draft.sources {
        out.push_str(source);
    }
    out.push_str("\nperspectives:\n");
    let used: Vec<&str> = draft.measures.iter().map(|measure| measure.objective.id).collect();
    let mut perspective = "";
    for objective in OBJECTIVES.iter().filter(|objective| used.contains(&objective.id)) {
        let (id, title) = objective.perspective;
        if id != perspective {
            let _ = writeln!(out, "  {id}:\n    title: {title}\n    objectives:");
            perspective = id;
        }
        let drives: Vec<&str> = objective.drives.iter().copied().filter(|id| used.contains(id)).collect();
        let drives =
            if drives.is_empty() { String::new() } else { format!(", drives: [{}]", drives.join(", ")) };
        let _ = writeln!(out, "      {}: {{ title: {}{drives} }}", objective.id, objective.title);
    }
    out.push_str("\nmeasures:\n");
    for measure in &draft.measures {
        let _ = writeln!(out, "  {}:", measure.id);
        let _ = writeln!(out, "    # {}", measure.why.replace(['\n', '\r'], " "));
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(out, "    {key}: {value}");
        };
        line("title", &yaml_text(&measure.title));
        line("objective", measure.objective.id);
        line("level", measure.level);
        line("source", &measure.source);
        line("kind", &measure.kind.yaml());
        for (key, value) in &measure.keys {
            line(key, value);
        }
        match targets.get(&measure.id) {
            Some(Target { value, why }) => line("target", &format!("{value}   # to be agreed: {why}")),
            None => line("note", "There is no value yet that a target could begin with."),
        }
    }
    out
}
