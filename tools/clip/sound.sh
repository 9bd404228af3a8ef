#!/bin/sh
# The sample radio programme: a machine reads the script, one sentence a file, so that the times of
# the subtitles are those of the sound. Prints the length of each sentence in seconds.
# Needs espeak-ng, sox and lame; run from the root of the repository when the words change.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
number=0
grep -v -e '^WEBVTT' -e '-->' -e '^$' content/tep/ban-tin-truyen-thanh-so-1.vtt | while read -r words; do
    number=$((number + 1))
    espeak-ng -v vi -s 165 -w "$folder/$number.wav" "$words"
    echo "$(soxi -D "$folder/$number.wav") $words"
done
sox "$folder"/*.wav "$folder/all.wav"
lame --quiet -m m --resample 16 -b 16 --noreplaygain "$folder/all.wav" \
    content/tep/ban-tin-truyen-thanh-so-1.mp3
