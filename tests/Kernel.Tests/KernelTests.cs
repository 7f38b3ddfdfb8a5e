using System.Text.Json;

namespace PortfolioPlatform.Kernel.Tests;

public sealed class KernelTests
{
    [Fact]
    public void Amounts_of_two_assets_never_meet_in_one_sum()
    {
        var btc = new Money(1, new AssetId("btc"));
        Assert.Equal("3 btc", (btc + btc + btc).ToString());
        Assert.Equal("0 btc", (btc - btc).ToString());
        Assert.Equal(-1, (-btc).Amount);
        Assert.Throws<AssetMismatchException>(() => btc + new Money(1, new AssetId("eth")));
        Assert.Throws<AssetMismatchException>(() => btc - new Money(1, new AssetId("eth")));
    }

    [Fact]
    [Trait("Pain", "26")]
    public void An_unknown_code_is_an_asset_of_its_own_until_somebody_names_it()
    {
        var unknown = AssetId.Unknown("kraken", "XYZ.S");
        Assert.Equal(("unknown:kraken:XYZ.S", true, false), (unknown.Value, unknown.IsUnknown, new AssetId("btc").IsUnknown));
        Assert.True(new AssetId("a").CompareTo(new AssetId("b")) < 0);
        Assert.Throws<ArgumentException>(() => new AssetId(" "));
        Assert.Equal("", default(AssetId).Value);
        Assert.Equal("\"btc\"", JsonSerializer.Serialize(new AssetId("btc")));
        Assert.Equal(new AssetId("btc"), JsonSerializer.Deserialize<AssetId>("\"btc\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AssetId>("\"\""));
    }

    [Fact]
    public void Ids_derived_from_the_same_parts_are_the_same_and_parts_do_not_run_together()
    {
        Assert.Equal(DerivedId.Of("a", "b"), DerivedId.Of("a", "b"));
        Assert.NotEqual(DerivedId.Of("ab", "c"), DerivedId.Of("a", "bc"));
        Assert.Equal('8', DerivedId.Of("a").ToString()[14]);
        Assert.Contains(DerivedId.Of("a").ToString()[19], "89ab");
    }

    [Fact]
    public void Typed_ids_travel_as_plain_guids()
    {
        var guid = DerivedId.Of("x");
        Assert.Equal($"\"{guid}\"", JsonSerializer.Serialize(new AccountId(guid)));
        Assert.Equal(new TenantId(guid), JsonSerializer.Deserialize<TenantId>($"\"{guid}\""));
        Assert.Equal(new PortfolioId(guid), PortfolioId.From(guid));
        string[] texts = [$"{TenantId.From(guid)}", $"{LegalEntityId.From(guid)}", $"{AccountId.From(guid)}", $"{PortfolioId.From(guid)}"];
        Assert.All(texts, text => Assert.Equal(guid.ToString(), text));
    }

    [Fact]
    [Trait("Pain", "19")]
    public void A_time_is_plausible_from_bitcoins_first_day_to_a_day_from_now()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.True(Instants.IsPlausible(Instants.Earliest, now));
        Assert.True(Instants.IsPlausible(now.AddDays(1), now));
        Assert.False(Instants.IsPlausible(Instants.Earliest.AddTicks(-1), now));
        Assert.False(Instants.IsPlausible(now.AddDays(1).AddTicks(1), now));
        Assert.False(Instants.IsPlausible(DateTimeOffset.FromUnixTimeSeconds(1_700_000), now));
    }

    [Fact]
    public void Instants_are_utc_and_cut_not_rounded_to_microseconds()
    {
        var time = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(19);
        Assert.Equal((TimeSpan.Zero, 10), (time.ToMicroseconds().Offset, time.ToMicroseconds().Ticks % 100));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(17000000001234560), Instants.FromUnixSeconds(Quantity.Parse("1700000000.1234567")));
    }

    [Fact]
    public void A_result_is_a_value_or_a_named_failure()
    {
        Result<int> good = 5;
        Result<int> bad = new Error("NO", "because");
        Assert.Equal((true, 5, null), (good.IsOk, good.Value, good.Error));
        Assert.Equal((false, "NO", "because"), (bad.IsOk, bad.Error!.Code, bad.Error.Message));
    }

    [Fact]
    [Trait("Pain", "49")]
    public void A_secret_cannot_be_printed()
    {
        var secret = new Secret("hunter2");
        Assert.Equal(("***", "hunter2", false, true), (secret.ToString(), secret.Reveal(), secret.IsEmpty, new Secret("").IsEmpty));
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(secret), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_not_needed_any_more_is_overwritten_with_what_was_made_of_it()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var secret = new Secret("hunter2"u8);
        Assert.Same(key, secret.Once(_ => key));
        Assert.Same(key, secret.Once<System.Security.Cryptography.ECDsa>(_ => throw new InvalidOperationException("made twice")));
        var bytes = secret.Utf8;
        secret.Dispose();
        Assert.Equal(new byte[7], bytes.ToArray());
        Assert.Throws<ObjectDisposedException>(secret.Reveal);
        Assert.Throws<ObjectDisposedException>(() => key.SignData([1], System.Security.Cryptography.HashAlgorithmName.SHA256));
    }

    [Fact]
    public void The_numbers_under_kinds_statuses_and_roles_stand_in_the_ledger_and_never_change()
    {
        string[] kinds = ["Unknown", "Trade", "Conversion", "DustConversion", "Deposit", "Withdrawal", "InternalTransfer", "StakingReward", "Interest", "Airdrop", "Fork", "Rebate", "Fee", "InterestPaid", "Funding", "MarginResult", "Migration", "Adjustment", "Rounding"];
        Assert.Equal(kinds, Enum.GetValues<TransactionKind>().Order().Select(k => $"{k}").Take(kinds.Length));
        Assert.Equal(["Completed", "Pending", "Failed", "Reversed"], Enum.GetValues<TransactionStatus>().Order().Select(s => $"{s}"));
        Assert.Equal(["Principal", "Fee", "Rebate"], Enum.GetValues<LegRole>().Order().Select(r => $"{r}"));
    }
}
