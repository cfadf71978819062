// Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
//
// API_URL is the address of the service; with API_KEY, a key with the scope publish, it writes as well.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"example.org/newsroom/facts"
)

func main() {
	configuration := facts.NewConfiguration()
	configuration.Servers = facts.ServerConfigurations{{URL: os.Getenv("API_URL")}}
	configuration.HTTPClient = &http.Client{Timeout: 30 * time.Second}
	claims := facts.NewAPIClient(configuration).ClaimsAPI
	ctx := context.Background()

	found, err := plansAndDecisions(ctx, claims)
	if err != nil {
		log.Fatal(err)
	}
	example, err := withFigures(found)
	if err != nil {
		log.Fatal(err)
	}
	if err := readOne(ctx, claims, example.Id); err != nil {
		log.Fatal(err)
	}
	if err := askWrongly(ctx, claims); err != nil {
		log.Fatal(err)
	}
	if key, ok := os.LookupEnv("API_KEY"); ok {
		if err := write(context.WithValue(ctx, facts.ContextAccessToken, key), claims, example.Id); err != nil {
			log.Fatal(err)
		}
	}
}

// plansAndDecisions gives every plan and decision that China has a part in, read page by page.
func plansAndDecisions(ctx context.Context, claims *facts.ClaimsAPIService) ([]facts.Claim, error) {
	question := claims.ListClaims(ctx).
		Actor([]string{"China"}).
		Kind([]facts.ClaimKind{facts.CLAIMKIND_PLAN, facts.CLAIMKIND_DECISION}).
		Limit(2)
	var found []facts.Claim
	for {
		page, _, err := question.Execute()
		if err != nil {
			return nil, err
		}
		fmt.Printf("%d of %d\n", len(page.Items), page.Total)
		for _, claim := range page.Items {
			fmt.Printf("%s %s, %s\n", claim.Id, claim.Kind, claim.Certainty)
		}
		found = append(found, page.Items...)
		cursor := page.NextCursor.Get()
		if cursor == nil {
			return found, nil
		}
		question = question.Cursor(*cursor)
	}
}

func withFigures(claims []facts.Claim) (*facts.Claim, error) {
	for _, claim := range claims {
		if len(claim.Figures) > 0 {
			return &claim, nil
		}
	}
	return nil, errors.New("no claim has figures")
}

// readOne shows the chain and the figures of a claim, and asks once more where it has changed: it has not.
func readOne(ctx context.Context, claims *facts.ClaimsAPIService, id string) error {
	claim, answer, err := claims.GetClaim(ctx, id).Execute()
	if err != nil {
		return err
	}
	fmt.Println(claim.Statement)
	fmt.Println(claim.Attribution)
	for _, hop := range claim.Chain {
		day, err := saidOn(hop)
		if err != nil {
			return err
		}
		fmt.Printf("%d. %s %s%s: %s\n", hop.Depth, source(hop), hop.Act, day, hop.Certainty)
	}
	for _, figure := range claim.Figures {
		fmt.Printf("%s: %s %s %s\n", figure.AsPrinted, figure.Comparator, figure.GetValue(), figure.Unit)
	}
	fmt.Println("updated", claim.UpdatedAt.Format("2006-01-02 15:04"))

	_, again, err := claims.GetClaim(ctx, id).IfNoneMatch(answer.Header.Get("ETag")).Execute()
	if again == nil || again.StatusCode != http.StatusNotModified {
		return fmt.Errorf("it has changed meanwhile: %w", err)
	}
	fmt.Println(again.StatusCode)
	return nil
}

func source(hop facts.Hop) string {
	if stakeholder := hop.Stakeholder.Get(); stakeholder != nil {
		return stakeholder.Name
	}
	if label := hop.Label.Get(); label != nil {
		return *label
	}
	return "somebody"
}

func saidOn(hop facts.Hop) (string, error) {
	printed := hop.SaidOn.Get()
	if printed == nil {
		return "", nil
	}
	day, err := time.Parse("2006-01-02", *printed)
	return day.Format(", on Monday 2006-01-02"), err
}

// askWrongly asks for what is not there, and by a name that nobody has.
func askWrongly(ctx context.Context, claims *facts.ClaimsAPIService) error {
	_, _, err := claims.GetClaim(ctx, "clm_00000000000000000000000000").Execute()
	if err := show(err); err != nil {
		return err
	}
	_, _, err = claims.ListClaims(ctx).Actor([]string{"Chnia"}).Execute()
	return show(err)
}

// show prints the problem that an error carries; an error without one is given back.
func show(err error) error {
	var refused *facts.GenericOpenAPIError
	if !errors.As(err, &refused) {
		return fmt.Errorf("not refused: %w", err)
	}
	problem, ok := refused.Model().(facts.Problem)
	if !ok {
		return err
	}
	fmt.Printf("%d %s: %s\n", problem.Status, problem.Title, problem.Detail)
	for _, mistake := range problem.Errors {
		fmt.Printf("%s: %s\n", mistake.GetParameter(), mistake.Code)
		for _, suggestion := range mistake.Suggestions {
			fmt.Printf("  perhaps %s\n", suggestion)
		}
	}
	return nil
}

// write publishes a claim like the example, corrects it, and tries to correct it once more, too late.
func write(ctx context.Context, claims *facts.ClaimsAPIService, example string) error {
	content, _, err := claims.GetClaimContent(ctx, example).Execute()
	if err != nil {
		return err
	}
	content.Statement = "China lets some refugees from North Korea go."
	content.Figures, content.Relations, content.Key = nil, nil, nil
	once := make([]byte, 16)
	if _, err := rand.Read(once); err != nil {
		return err
	}
	claim, created, err := claims.CreateClaim(ctx).ClaimContent(*content).IdempotencyKey(hex.EncodeToString(once)).Execute()
	if err != nil {
		return err
	}
	fmt.Printf("%s Version %d, %s\n", claim.Statement, claim.Version, claim.Status)

	content.Statement = "China lets some 40 refugees from North Korea go."
	correction := claims.ReplaceClaim(ctx, claim.Id).
		ClaimContent(*content).
		Note("The number was left out.").
		IfMatch(created.Header.Get("ETag"))
	corrected, _, err := correction.Execute()
	if err != nil {
		return err
	}
	fmt.Printf("%s Version %d, %s: %s\n", corrected.Statement, corrected.Version, corrected.Status, corrected.Corrections[0].Note)
	_, _, err = correction.Execute()
	return show(err)
}
