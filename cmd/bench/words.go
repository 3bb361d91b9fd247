package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// The lists that the corpus is drawn from. What belongs to them is unimportant; that they differ in length, language and
// script is not: collation, escaping and CLDR names must have something to do.
var (
	firstNames = strings.Fields("North Bright Copper Silver Harbour Meadow Stone Clear Red Blue Iron Oak Linden Falcon Summit River " +
		"Delta Polar Amber Granite Willow Beacon Cedar Orchard Canyon Nova Prairie Sable Tidal Ember Juniper Lumen Quartz Raven " +
		"Saffron Teal Umber Vale Wren Zephyr")
	secondNames = strings.Fields("field gate works bridge line point forge mark path stone wave light craft port ridge house brook " +
		"ford yard lane well tree cliff shore mill loft nest peak root sail span star tide vault ward wood arc bay crest den")
	firms  = strings.Fields("Commerce Digital Labs Partners Consulting Systems Studio Data Group Works Solutions Technologies Média Ingénierie Lösungen Søndergaard Łódź Consultoría Systèmes Cloud")
	people = strings.Split("Ada Norling,Bram de Wit,Chiara Fontana,Dániel Szűcs,Elif Aydın,Farida Haddad,Goran Petrović,Hana Kobayashi,"+
		"Ingrid Sæther,João Brandão,Katarzyna Łuczak,Liam O’Rourke,Mireille Aubert,Nikhil Rao,Oluwaseun Bello,Paula Ibáñez", ",")
	roles = strings.Split("Head of Commerce,Chief Operating Officer,Director of Operations,IT Manager,Managing Director,Head of Data", ",")

	subjects = strings.Split("The team,The project,Every warehouse,The new portal,A small group of engineers,The operations desk,"+
		"The finance department,Their integrator,The steering group,Each branch,The data team,A former critic,The migration,The pilot,"+
		"Customer service,The board,The second release,A shop manager,The planning office,The programme", ",")
	deeds = strings.Split("replaced the nightly export,cut the queue in half,moved eleven years of orders,wrote the rules down,"+
		"measured every step,gave the work back to the people who do it,retired four old systems,showed the figures each morning,"+
		"found the missing invoices,trained forty colleagues,opened the interface to suppliers,began with the hardest case,"+
		"kept the old numbers beside the new,answered within the hour,asked for less and used all of it,tested the way back twice,"+
		"shared its method with competitors,paid for itself within a year,agreed on one meaning of “delivered”,made room for exceptions", ",")
	circumstances = strings.Split("before the season began,without a weekend of downtime,in nine countries at once,with a budget that was fixed in January,"+
		"although nobody had asked for it,after two attempts that failed,while the shops stayed open,on three continents,"+
		"under the eyes of the auditors,from the first day,in less than seven months,together with the works council,"+
		"as the contract had promised,and published the result,so that the customer can go on alone,with <10 people & one plan,"+
		"where others had given up,in the quarter with the most orders", ",")

	countries   = strings.Fields("US DE GB FR NL SE PL ES IT JP IN BR AE CA AU CH AT BE DK NO FI IE PT CZ MX SG ZA KR AR TR")
	languages   = strings.Fields("en de fr es nl sv pl it ja pt ar ko")
	currencies  = strings.Fields("EUR USD GBP SEK JPY")
	teamSizes   = strings.Fields("1-10 11-50 51-200 201-500 501-1000 1001-5000")
	tiers       = strings.Fields("platinum gold silver registered")
	types       = strings.Fields("agency consultancy integrator technology")
	specialties = strings.Fields("replatforming loyalty headless-commerce data-migration analytics payments search-and-discovery " +
		"fulfilment subscriptions-billing accessibility security training integrations localisation pricing store-systems")
	industries = strings.Fields("fashion grocery manufacturing healthcare public-sector energy travel media automotive education logistics finance")
	products   = strings.Fields("storefront checkout ledger insight connect studio")
	categories = strings.Fields("partner-of-the-year newcomer innovation customer-impact sustainability public-service data-excellence " +
		"growth integration-of-the-year accessibility-award community champion")
	units = strings.Split("% of orders,hours a week,EUR a year,days,tonnes a year,calls a day", ",")
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// some gives n different members of a list, in the list's order.
func some[T any](r *rand.Rand, list []T, n int) []T {
	chosen := make([]T, 0, n)
	for i, item := range list {
		if left := len(list) - i; r.IntN(left) < n-len(chosen) {
			chosen = append(chosen, item)
		}
	}
	return chosen
}

// partnerName is a name that no other i has, below a hundred thousand and beyond.
func partnerName(i int) string {
	a, b, firm := i%len(firstNames), i/len(firstNames)%len(secondNames), i/len(firstNames)/len(secondNames)
	name := firstNames[a] + secondNames[(a+b)%len(secondNames)] + " " + firms[(a+b+firm)%len(firms)]
	if round := firm / len(firms); round > 0 {
		name += fmt.Sprint(" ", round+1)
	}
	return name
}

// title is an id as a person would write it.
func title(id string) string {
	s := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func sentence(r *rand.Rand) string {
	return pick(r, subjects) + " " + pick(r, deeds) + " " + pick(r, circumstances) + "."
}

// prose is a paragraph of at least so many words, and how many it has.
func prose(r *rand.Rand, words int) (text string, n int) {
	var b strings.Builder
	for n < words {
		if n > 0 {
			b.WriteByte(' ')
		}
		s := sentence(r)
		n += len(strings.Fields(s))
		b.WriteString(s)
	}
	return b.String(), n
}
