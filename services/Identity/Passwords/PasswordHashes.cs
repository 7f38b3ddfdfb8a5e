using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.SignIn;

namespace PortfolioPlatform.Identity.Passwords;

/// <summary>ASP.NET Core Identity's hashes (PBKDF2 with HMAC-SHA512), with the iterations OWASP asks for.</summary>
internal sealed class PasswordHashes
{
    private const int Iterations = 210_000;
    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SignInMetrics _metrics;
    private readonly string _decoy;

    public PasswordHashes(SignInMetrics metrics) => (_metrics, _decoy) = (metrics, Hash(Token.Make()));

    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>Whether the password is the one that was hashed. Without a hash it takes as long and says no.</summary>
    public bool Verify(string? hash, string password)
    {
        _metrics.PasswordChecked();
        return _hasher.VerifyHashedPassword(this, hash ?? _decoy, password) != PasswordVerificationResult.Failed && hash is not null;
    }
}
