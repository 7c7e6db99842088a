# Recipes for https://just.systems; each is a line that can be typed as well.

# List the recipes.
default:
    @just --list

# The program on an example that ships with it.
run example="northwind":
    cargo run --release -- run scorecards/{{example}}

# All tests, or those whose path contains a word.
test *words:
    ./test {{words}}

# Format, lints and documentation, warnings denied.
lint:
    cargo fmt --check
    cargo clippy --features cluster --all-targets -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --features cluster --no-deps --lib --example bench

# Look at snapshots that differ, one by one.
review:
    INSTA_UPDATE=always cargo test --features cluster
    git diff -- tests

# Which figures of the examples two builds of the program disagree about.
compare old new:
    scripts/compare {{old}} {{new}}

# The book, as pages of HTML in target/book (needs mdbook).
book:
    mdbook build docs

# Everything a change must pass.
ci:
    .ci/run
