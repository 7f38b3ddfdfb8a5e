using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Passwords;

/// <summary>What a password must be: long, and not one that is guessed first. No rules of characters, which make people write theirs down.</summary>
internal sealed class PasswordRules(BreachedPasswords breached)
{
    private const int Shortest = 12;
    private const int Longest = 128;

    public Error? Check(string password, string email)
    {
        if (password.Length < Shortest) return new Error("PASSWORD_TOO_SHORT", $"A password has at least {Shortest} characters; a sentence is a good one.");
        if (password.Length > Longest) return new Error("PASSWORD_TOO_LONG", $"A password has at most {Longest} characters.");
        var name = Person.KeyOf(email).Split('@')[0];
        if (name.Length > 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase)) return new Error("PASSWORD_HOLDS_NAME", "A password does not hold the name you sign in with.");
        return breached.Contains(password) ? new Error("PASSWORD_BREACHED", "This password is on lists that attackers try first: choose another.") : null;
    }
}
