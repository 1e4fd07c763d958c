// Package catalogue is the data sources that show what can be had, and for what
// price: regions and pairs of them, prices, whether a proxy could be made now, and the
// countries of clients; and the one that lists objects of several kinds, by a tag.
package catalogue
