package behaviors

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsReportedOfATopLevelDomain(t *testing.T) {
	require.Equal(t, "115.0 of 10,000 domains reported for phishing, 2024-05 to 2025-04", reported("CIC-2024-05..2025-04=115.0; CIC-2025-02..2025-04=39.5"))
	require.Equal(t, "named in reports on phishing", reported("Interisle-Phishing-in-the-2020s=listed"))
	require.Equal(t, "named in reports on phishing", reported("Spamhaus-2018=59.6; Spamhaus-2016-07=84"))
}
