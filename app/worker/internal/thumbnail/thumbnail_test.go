package thumbnail

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func picture(width, height int, paint color.Color) image.Image {
	drawn := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			drawn.Set(x, y, paint)
		}
	}
	return drawn
}

func pngOf(t *testing.T, drawn image.Image) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, drawn); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func jpegOf(t *testing.T, drawn image.Image) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, drawn, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestThumbnailsKeepTheirShape(t *testing.T) {
	red := color.NRGBA{200, 0, 0, 255}
	for _, one := range []struct {
		width, height, wantWidth, wantHeight int
		encode                               func(*testing.T, image.Image) []byte
		contentType                          string
	}{
		{400, 200, 32, 16, pngOf, "image/png"},
		{200, 400, 16, 32, jpegOf, "image/jpeg"},
		{10, 7, 10, 7, pngOf, "image/png"},
		{4000, 2, 32, 1, pngOf, "image/png"},
	} {
		made, err := Make(t.Context(), one.encode(t, picture(one.width, one.height, red)), 32)
		if err != nil {
			t.Fatal(err)
		}
		small, format, err := image.Decode(bytes.NewReader(made.JPEG))
		if err != nil || format != "jpeg" || small.Bounds().Dx() != one.wantWidth || small.Bounds().Dy() != one.wantHeight {
			t.Errorf("%d × %d became %v %s, %v", one.width, one.height, small.Bounds(), format, err)
		}
		if made.Width != one.width || made.Height != one.height || made.ContentType != one.contentType {
			t.Errorf("found %+v", made)
		}
		if r, g, _, _ := small.At(small.Bounds().Dx()/2, 0).RGBA(); r>>8 < 180 || g>>8 > 20 {
			t.Errorf("the colour became %d %d", r>>8, g>>8)
		}
	}
}

func TestTransparentPartsTurnWhite(t *testing.T) {
	made, err := Make(t.Context(), pngOf(t, picture(64, 64, color.NRGBA{0, 0, 0, 0})), 16)
	if err != nil {
		t.Fatal(err)
	}
	small, _, err := image.Decode(bytes.NewReader(made.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := small.At(8, 8).RGBA(); r>>8 < 250 {
		t.Errorf("became %d", r>>8)
	}
}

// claims is a PNG that says it is so large, in 33 bytes.
func claims(width, height uint32) []byte {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	header = append(binary.BigEndian.AppendUint32(header, height), 8, 6, 0, 0, 0)
	file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(header))
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	whole := jpegOf(t, picture(100, 100, color.White))
	for name, one := range map[string]struct {
		file   []byte
		reason string
	}{
		"nothing":    {nil, "neither"},
		"HTML":       {[]byte("<script>alert(1)</script>"), "neither"},
		"GIF":        {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "neither"},
		"half a one": {whole[:len(whole)-20], "damaged"},
		"a bomb":     {claims(30_000, 30_000), "30000 × 30000 pixels, more than 16 million"},
		"a long one": {claims(1<<30, 1), "1073741824 × 1 pixels"},
	} {
		_, err := Make(t.Context(), one.file, 32)
		var refused RefusedError
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason, one.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDecodingEndsWithItsTime(t *testing.T) {
	over, end := context.WithCancel(t.Context())
	end()
	_, err := Make(over, jpegOf(t, picture(100, 100, color.White)), 32)
	if err == nil || err.Error() != "it takes too long to read" {
		t.Errorf("got %v", err)
	}
}

func FuzzMake(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Add(claims(3, 3))
	f.Fuzz(func(t *testing.T, file []byte) {
		made, err := Make(t.Context(), file, 32)
		var refused RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("failed with %v", err)
		}
		if err == nil && len(made.JPEG) == 0 {
			t.Error("made nothing")
		}
	})
}
