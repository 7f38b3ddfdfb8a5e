using System.Text.RegularExpressions;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>What no source of the product may use near anything secret; formats of others that ask for it are named here with their reason.</summary>
public sealed partial class CryptographyTests
{
    private static readonly Dictionary<string, string> Asked = new(StringComparer.Ordinal)
    {
        ["services/Identity/Codes/Totp.cs"] = "RFC 6238 as authenticator apps do it: an HMAC",
        ["services/Identity/Passwords/BreachedPasswords.cs"] = "the format of the list; nothing is protected by it",
        ["services/Identity/IdentityOptions.cs"] = "says so",
    };

    [Fact]
    public void No_weak_hash_or_cipher_and_no_predictable_random_number_is_used()
    {
        var offenders = from file in Repository.Sources("services")
                        let path = Repository.Relative(file)
                        where !Asked.ContainsKey(path)
                        from Match match in Weak().Matches(File.ReadAllText(file))
                        select $"{path}: {match.Value}";
        Assert.Empty(offenders);
        Assert.All(Asked.Keys, path => Assert.Matches(Weak(), File.ReadAllText(Path.Combine(Repository.Root, path))));
    }

    [Fact]
    public void Advisories_about_packages_fail_the_build_and_every_package_is_in_a_lock_file_with_its_hash()
    {
        var props = File.ReadAllText(Path.Combine(Repository.Root, "infra", "build", "Common.props"));
        foreach (var setting in (string[])["<NuGetAudit>true</NuGetAudit>", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>"]) Assert.Contains(setting, props, StringComparison.Ordinal);
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetDirectoryName(p)!);
        Assert.Empty(projects.Where(p => !File.Exists(Path.Combine(p, "packages.lock.json"))).Select(Repository.Relative));
    }

    [GeneratedRegex(@"\b(new Random\(|Random\.Shared|MD5\b|SHA1\b|HMACMD5|HMACSHA1\b|TripleDES|\bDES\.|RC2\b|CipherMode\.ECB)")]
    private static partial Regex Weak();
}
