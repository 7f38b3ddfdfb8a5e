using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Huobi;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Huobi;

public sealed class HuobiSignerTests
{
    private static readonly Secret Key = new("testsecret-htx");
    private static readonly DateTimeOffset Now = new(2023, 11, 14, 22, 13, 20, TimeSpan.Zero);

    [Fact]
    public void A_request_is_signed_as_the_venue_document_shows() =>
        Assert.Equal(
            "AccessKeyId=test-key&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2023-11-14T22%3A13%3A20&Signature=4exAfYkyXg8V103U0KR94NIp7Wu2Bw6hWi9vsDE6TeA%3D",
            new HuobiSigner().Sign(VenueRequest.Get("/v1/account/accounts"), new VenueCredentials("test-key", Key), new SigningStamp(Now, 0, "API.huobi.pro", "")).QueryText);

    [Fact]
    public void A_stream_login_is_signed_as_the_venue_document_shows() =>
        Assert.Equal("V/Ue7/L9CI06EsolSz1i9Ab0UzZ9IcUTlUu2BtBj02s=", HuobiSigner.SignStream("test-key", Key, "api.huobi.pro", "/ws/v2", Now));

    [Fact]
    public void Parameters_are_sorted_by_byte_and_encoded_with_upper_case_hex() =>
        Assert.Equal(
            "AccessKeyId=k&account-id=1&cursor=a%3Db%20c%21%27%28%29%2A&start-time=2",
            HuobiSigner.Canonical([new("start-time", "2"), new("cursor", "a=b c!'()*"), new("account-id", "1"), new("AccessKeyId", "k")]));
}
