//! What can be wrong with the paths of a project.

use crate::problem::causes;

causes! {
    /// A path that leads out of the project.
    PathOutside { path: String, project_file: String } => PathOutside,
        "`{path}` lies outside the project",
        "add its folder to `data_folders` in `{project_file}`";

    /// A path that stands for two files.
    PathTwice { path: String, first: String, second: String, longer: String } => PathTwice,
        "`{path}` exists in `{first}` and `{second}`",
        "rename one, or write a longer path such as `{longer}`";

    /// A pattern that no file fits.
    NoMatch { pattern: String } => GlobEmpty,
        "`{pattern}` matches no file";

    /// A path that no file has.
    NoFile { path: String, searched: String } => MissingFile,
        "no file `{path}`",
        "looked in {searched}";

    /// A folder without a scorecard.
    NoScorecard { folder: String } => MissingFile,
        "no scorecard in `{folder}`",
        "write one in `scorecard.yaml`, or several in the folder `scorecards`; `mando init --from FILE…` drafts one";

    /// A folder of several files none of which is called `scorecard.yaml`.
    NoScorecardAmongSeveral { folder: String } => MissingFile,
        "several YAML files in `{folder}`, and none is `scorecard.yaml`",
        "name the scorecard's file, or put the scorecards into the folder `scorecards`";

    /// A path that was asked for and that nothing has.
    NothingThere { path: String } => MissingFile,
        "no file `{path}`";

    /// A name in a folder by which nothing can be read.
    LeadsNowhere { path: String } => MissingFile,
        "`{path}` cannot be opened",
        "it is a link to nothing, or its name is no text: mend it, or take it out of the folder";
}
