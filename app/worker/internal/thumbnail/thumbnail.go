// Package thumbnail makes a small JPEG of a JPEG or PNG that may be hostile: it looks at the size before it decodes, and
// gives up when decoding takes too long.
package thumbnail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // registers the format
	"io"
)

const (
	// MaxPixels bounds memory: a progressive JPEG takes 15 bytes a pixel while it is decoded, 240 MB in all.
	MaxPixels = 16_000_000
	// maxSide keeps one side times another from overflowing.
	maxSide = 1 << 16
	quality = 82
)

// RefusedError says why a file is no picture that can be shown. Trying again changes nothing.
type RefusedError struct{ Reason string }

func (e RefusedError) Error() string { return e.Reason }

// Thumbnail is a JPEG, and what it was made of.
type Thumbnail struct {
	JPEG []byte
	// ContentType of the original, by its content and whatever it was called.
	ContentType string
	// Width and Height of the original, in pixels.
	Width, Height int
}

// Make decodes a file and scales it down to the longest side; smaller pictures keep their size. Transparent parts turn
// white. A context that ends while it decodes refuses the file.
func Make(ctx context.Context, file []byte, longestSide int) (Thumbnail, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(file))
	switch {
	case err != nil:
		return Thumbnail{}, RefusedError{"it is neither a JPEG nor a PNG"}
	case size.Width < 1 || size.Height < 1 || size.Width > maxSide || size.Height > maxSide:
		return Thumbnail{}, RefusedError{fmt.Sprintf("it has %d × %d pixels", size.Width, size.Height)}
	case size.Width*size.Height > MaxPixels:
		return Thumbnail{}, RefusedError{fmt.Sprintf("it has %d × %d pixels, more than %d million", size.Width, size.Height, MaxPixels/1_000_000)}
	}
	decoded, _, err := image.Decode(&impatient{ctx, bytes.NewReader(file)})
	if err != nil && ctx.Err() != nil { // decoders do not all pass on what a reader said
		return Thumbnail{}, RefusedError{"it takes too long to read"}
	}
	if err != nil {
		return Thumbnail{}, RefusedError{"it is damaged"}
	}
	var small bytes.Buffer
	if err := jpeg.Encode(&small, scale(decoded, longestSide), &jpeg.Options{Quality: quality}); err != nil {
		return Thumbnail{}, err
	}
	return Thumbnail{JPEG: small.Bytes(), ContentType: "image/" + format, Width: size.Width, Height: size.Height}, nil
}

var errTooLong = errors.New("too long")

// impatient ends with its context: decoders read in pieces, and a small file can have many passes over a large picture.
type impatient struct {
	ctx    context.Context
	source io.Reader
}

func (i *impatient) Read(buffer []byte) (int, error) {
	if i.ctx.Err() != nil {
		return 0, errTooLong
	}
	const piece = 512
	return i.source.Read(buffer[:min(len(buffer), piece)])
}

// scale gives each pixel the mean of those that it stands for, over white.
func scale(source image.Image, longestSide int) image.Image {
	bounds := source.Bounds()
	width, height := fit(bounds.Dx(), bounds.Dy(), longestSide)
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	pixel := pixelsOf(source)
	for y := range height {
		rows := span(bounds.Min.Y, bounds.Dy(), y, height)
		for x := range width {
			small.SetRGBA(x, y, mean(pixel, span(bounds.Min.X, bounds.Dx(), x, width), rows))
		}
	}
	return small
}

func fit(width, height, longestSide int) (int, int) {
	longest := max(width, height)
	if longest <= longestSide {
		return width, height
	}
	return max(1, width*longestSide/longest), max(1, height*longestSide/longest)
}

type interval struct{ from, to int }

func span(start, length, position, positions int) interval {
	return interval{start + position*length/positions, start + (position+1)*length/positions}
}

// pixelsOf reads premultiplied colours without an allocation each, which all decoders' images offer.
func pixelsOf(source image.Image) func(x, y int) color.RGBA64 {
	if direct, offers := source.(image.RGBA64Image); offers {
		return direct.RGBA64At
	}
	return func(x, y int) color.RGBA64 { return color.RGBA64Model.Convert(source.At(x, y)).(color.RGBA64) }
}

func mean(pixel func(x, y int) color.RGBA64, columns, rows interval) color.RGBA {
	var red, green, blue uint64
	for y := rows.from; y < rows.to; y++ {
		for x := columns.from; x < columns.to; x++ {
			one := pixel(x, y)
			white := uint64(0xffff - one.A)
			red, green, blue = red+uint64(one.R)+white, green+uint64(one.G)+white, blue+uint64(one.B)+white
		}
	}
	count := uint64((columns.to - columns.from) * (rows.to - rows.from))
	return color.RGBA{uint8(red / count >> 8), uint8(green / count >> 8), uint8(blue / count >> 8), 255}
}
