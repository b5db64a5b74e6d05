package thumbnail

import "strings"

// Incoming is the start of what browsers sent: outside every prefix that the edge serves.
const Incoming = "incoming/"

// Keys are the names of a picture's objects; the backend signs and shows the same ones.
type Keys struct {
	// Incoming is what a browser sent, and may send again for as long as its form is valid.
	Incoming string
	// Original and Thumbnail are shown.
	Original, Thumbnail string
}

// KeysOf names the objects of a picture; prefix is the start of those that are shown.
func KeysOf(prefix, noteID, id string) Keys {
	folder := noteID + "/" + id
	return Keys{Incoming: Incoming + folder, Original: prefix + folder + "/original", Thumbnail: prefix + folder + "/thumbnail"}
}

// Owner says whose an object is.
func Owner(prefix, key string) (noteID, id string, isOurs bool) {
	parts := strings.Split(strings.TrimPrefix(key, prefix), "/")
	switch {
	case prefix == Incoming && len(parts) == 2, prefix != Incoming && len(parts) == 3:
		return parts[0], parts[1], true
	}
	return "", "", false
}
