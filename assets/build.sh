#!/bin/sh
# Builds core/web/static/heard.css and copies what is vendored from npm. Developers only; the results are committed.
# Usage: sh assets/build.sh        (add --no-install to use the node_modules folder that is already there)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
static="$here/../core/web/static"
axe="$here/../tests/browser/vendor"
modules="${HEARD_NODE_MODULES:-$here/node_modules}"

if [ "${1:-}" != "--no-install" ]; then
    (cd "$here" && npm install --no-package-lock --no-audit --no-fund --ignore-scripts)
fi

node "$modules/sass/sass.js" --no-source-map --style=compressed --quiet-deps \
    --load-path="$modules" "$here/scss/heard.scss" "$static/heard.css"

node "$here/logical.mjs" "$static/heard.css"

mkdir -p "$static/fonts" "$static/vendor" "$axe"
font="$modules/@fontsource-variable/atkinson-hyperlegible-next"
cp "$font/files/atkinson-hyperlegible-next-latin-wght-normal.woff2" "$static/fonts/hyperlegible-next-latin.woff2"
cp "$font/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2" "$static/fonts/hyperlegible-next-latin-ext.woff2"
cp "$font/LICENSE" "$static/fonts/LICENSE-OFL.txt"
naskh="$modules/@fontsource-variable/noto-naskh-arabic"
cp "$naskh/files/noto-naskh-arabic-arabic-wght-normal.woff2" "$static/fonts/noto-naskh-arabic.woff2"
cp "$naskh/LICENSE" "$static/fonts/LICENSE-OFL-noto-naskh-arabic.txt"
cp "$modules/govuk-frontend/dist/govuk/govuk-frontend.min.js" "$static/vendor/govuk-frontend-6.3.0.min.js"
cp "$modules/axe-core/axe.min.js" "$axe/axe.min.js"
cp "$modules/axe-core/LICENSE" "$axe/LICENSE-axe-core.txt"

# Kept beside the originals and sent to browsers that take them: a phone loads a seventh of the style sheet.
for file in heard.css vendor/govuk-frontend-6.3.0.min.js art/art.svg; do
    gzip --best --no-name --keep --force "$static/$file"
done
