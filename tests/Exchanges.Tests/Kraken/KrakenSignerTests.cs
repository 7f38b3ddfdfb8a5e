using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

public sealed class KrakenSignerTests
{
    [Theory]
    [InlineData(
        "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==", "/0/private/AddOrder",
        "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25",
        "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==")]
    [InlineData(
        "a3Jha2VuLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODk=", "/0/private/Ledgers", "nonce=1700000000000&ofs=50&start=1690000000",
        "COF4QZ1JbsiukpNHsofg6IoQA/DTFIm7nvOY6i8cWFEGiN4ztikG4x4gCXqa/ZwDfW5DA6+PTKlVBLeJMjxCfQ==")]
    public void The_documented_vectors_are_reproduced(string secret, string path, string body, string expected)
    {
        var signed = new KrakenSigner().Sign(VenueRequest.Post(path) with { Body = body }, new VenueCredentials("key", new Secret(secret)), default);

        Assert.Equal(expected, signed.Headers.Single(header => header.Key == "API-Sign").Value);
        Assert.Equal("key", signed.Headers.Single(header => header.Key == "API-Key").Value);
        Assert.Equal(body, signed.Body);
    }

    [Fact]
    public void The_nonce_comes_first_in_the_body_when_the_request_has_none()
    {
        var stamp = new SigningStamp(DateTimeOffset.UnixEpoch, 1_700_000_000_000, "api.kraken.com", "");
        var request = VenueRequest.Post("/0/private/Ledgers").WithForm("ofs", "50").WithForm("start", "1690000000");

        var signed = new KrakenSigner().Sign(request, new VenueCredentials("key", new Secret("a3Jha2VuLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODk=")), stamp);

        Assert.Equal("nonce=1700000000000&ofs=50&start=1690000000", signed.Body);
        Assert.Equal("COF4QZ1JbsiukpNHsofg6IoQA/DTFIm7nvOY6i8cWFEGiN4ztikG4x4gCXqa/ZwDfW5DA6+PTKlVBLeJMjxCfQ==", signed.Headers.Single(header => header.Key == "API-Sign").Value);
    }
}
