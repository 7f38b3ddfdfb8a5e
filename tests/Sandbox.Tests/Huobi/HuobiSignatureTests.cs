using PortfolioPlatform.Sandbox.Huobi;

namespace PortfolioPlatform.Sandbox.Tests.Huobi;

public sealed class HuobiSignatureTests
{
    private const string Secret = "testsecret-htx";

    private static Dictionary<string, string> Rest(string time = "2023-11-14T22:13:20") => new()
    {
        ["Timestamp"] = time, ["AccessKeyId"] = "test-key", ["SignatureMethod"] = "HmacSHA256", ["SignatureVersion"] = "2",
    };

    private static bool Accepts(Dictionary<string, string> parameters, string path = "/v1/account/accounts", string host = "api.huobi.pro") =>
        HuobiSignature.IsValid(Secret, "GET", ["localhost:1", host], path, parameters, "4exAfYkyXg8V103U0KR94NIp7Wu2Bw6hWi9vsDE6TeA=");

    [Fact]
    public void The_published_REST_vector_is_accepted_whatever_the_order_of_parameters() => Assert.True(Accepts(Rest()));

    [Fact]
    public void The_published_stream_vector_is_accepted() =>
        Assert.True(HuobiSignature.IsValid(Secret, "GET", ["API.huobi.pro"], "/ws/v2", new Dictionary<string, string>
        {
            ["accessKey"] = "test-key", ["signatureMethod"] = "HmacSHA256", ["signatureVersion"] = "2.1", ["timestamp"] = "2023-11-14T22:13:20",
        }, "V/Ue7/L9CI06EsolSz1i9Ab0UzZ9IcUTlUu2BtBj02s="));

    [Fact]
    public void Another_time_path_host_or_parameter_is_refused()
    {
        Assert.False(Accepts(Rest("2023-11-14T22:13:21")));
        Assert.False(Accepts(Rest(), path: "/v1/account/history"));
        Assert.False(Accepts(Rest(), host: "api-aws.huobi.pro"));
        Assert.False(Accepts(new Dictionary<string, string>(Rest()) { ["symbol"] = "ethusdt" }));
    }
}
