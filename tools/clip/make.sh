#!/bin/sh
# The sample broadcast's clip: a drawn picture under a slow camera, marked as an illustration.
# Needs ffmpeg; run from the root of the repository when the picture changes.
set -eu
picture=content/anh/truyen-hinh/phong-su-nghe-mien-dong.jpg
font=theme/fonts/NotoSerif-Bold-vi.ttf
words="Hình minh họa, không có thật"
ffmpeg -hide_banner -loglevel error -y -fflags +bitexact -loop 1 -framerate 10 -t 16 -i "$picture" \
    -vf "scale=1280:-2,crop=1280:720,zoompan=z='1+0.0012*on':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=1:s=640x360:fps=10,setsar=1,drawbox=y=ih-44:h=44:color=black@0.6:t=fill,drawtext=fontfile=$font:text='$words':x=16:y=h-34:fontsize=22:fontcolor=white" \
    -c:v libx264 -profile:v main -pix_fmt yuv420p -preset veryslow -crf 31 -threads 1 -g 80 \
    -flags:v +bitexact -map_metadata -1 -movflags +faststart -an content/tep/phong-su-nghe-mien-dong.mp4
